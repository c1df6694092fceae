"""Data, bibliography and evidence → Inputs."""
