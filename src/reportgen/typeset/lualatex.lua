-- LuaTeX 1.17 to 1.22 hold Lua's io.open to openin_any too, also for TeX's own files, so that with "p" luaotfload
-- cannot read its tables of Unicode and its fonts. This runs before those functions are wrapped, and lets Lua
-- read what lies in TeX's trees as well: what TeX itself finds there it may read anyway.
local allowed, expand = kpse.in_name_ok_silent_extended, kpse.expand_braces
local trees

local function in_a_tree(name)
  if name:find("/../", 1, true) or name:sub(-3) == "/.." then
    return false
  end
  trees = trees or expand("$TEXMF")
  for tree in trees:gmatch("[^:;!]+") do
    -- A tree such as / or a relative one would open more than TeX's files.
    if tree:find("^/.+/.") and name:sub(1, #tree + 1) == tree .. "/" then
      return true
    end
  end
  return false
end

if allowed then
  kpse.in_name_ok_silent_extended = function(name)
    return allowed(name) or in_a_tree(name)
  end
end
