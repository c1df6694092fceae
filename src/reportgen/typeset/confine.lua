-- Run by LuaTeX before anything else (--lua): takes away what Lua code in a brief has no need of.
--
-- What stays is what the loader of fonts needs: reading below TeX's own trees and the working folder, writing below
-- the working folder. The sandbox around the program is the wall (sandbox.py); this is the second one. Tables are changed
-- in place, so that no other name for them leads to what is gone.

local type, pairs, ipairs, error = type, pairs, ipairs, error
local find, gsub, sub, gmatch, match = string.find, string.gsub, string.sub, string.gmatch, string.match
local expand, directory = kpse.expand_path, lfs.currentdir()

local told = "reportgen lets no brief do this"
local function refused()
  return nil, told, 13
end

-- Names stay, as the loader of fonts calls some of them; they fail as they do where a system has no such thing.
local function refuse(module, names)
  for name in gmatch(names, "%S+") do
    if module[name] ~= nil then module[name] = refused end
  end
end

-- Modules stay as empty tables, for those who look into them while they load.
local function empty(names)
  for name in gmatch(names, "%S+") do
    for _, module in pairs({package.loaded[name] or false, _G[name] or false}) do
      if type(module) == "table" then
        for key in pairs(module) do module[key] = nil end
      end
    end
    package.preload[name] = nil
  end
end

-- TeX's trees are known only once it has read its settings, which is later than now.
local trees
local function below_trees(path)
  if not trees then
    local found = {}
    for place in gmatch(expand("$TEXMF:$TEXMFSYSVAR:$TEXMFSYSCONFIG:$TEXMFDIST") or "", "[^:;]+") do
      if sub(place, 1, 1) == "/" or find(place, "^%a:[/\\]") then found[#found + 1] = gsub(place, "/*$", "/") end
    end
    if #found == 0 then return false end
    trees = found
  end
  for _, place in ipairs(trees) do
    if sub(path, 1, #place) == place then return true end
  end
  return false
end

local function climbs(path)
  return find("/" .. gsub(path, "\\", "/") .. "/", "/../", 1, true) ~= nil or find(path, "\0", 1, true) ~= nil
end

local function here(path)
  if climbs(path) then return false end
  local absolute = find(path, "^[/\\]") or find(path, "^%a:")
  return not absolute or sub(path, 1, #directory + 1) == directory .. "/"
end

local function readable(path)
  return type(path) == "string" and (here(path) or (not climbs(path) and below_trees(path)))
end

local function writable(path)
  -- Programs that TeX would load, and the fonts' settings in machine code, are nobody's to write.
  return type(path) == "string" and here(path) and not find(path, "%.luc$") and not find(path, "%.fmt$")
end

local function guarded(original, allowed)
  return function(path, ...)
    if not allowed(path) then return refused() end
    return original(path, ...)
  end
end

local open = io.open
io.open = function(path, mode)
  local allowed = (mode == nil or match(mode, "^rb?$")) and readable or writable
  if not allowed(path) then return refused() end
  return open(path, mode)
end
local lines = io.lines
io.lines = function(path, ...)
  if not readable(path) then error(told, 2) end
  return lines(path, ...)
end
-- LuaTeX from 1.17 on holds io.open to openin_any too, also for TeX's own files. It looks these up after this has run.
for name, allowed in pairs({in_name_ok_silent_extended = readable, out_name_ok_silent_extended = writable}) do
  if kpse[name] then kpse[name] = allowed end
end
refuse(io, "popen tmpfile input output")
refuse(os, "execute exec spawn kpsepopen setenv tmpname tmpdir exit")
os.remove, os.rename = guarded(os.remove, writable), refused
lfs.mkdir, lfs.rmdir, lfs.touch = guarded(lfs.mkdir, writable), guarded(lfs.rmdir, writable), refused
refuse(lfs, "chdir link lock lock_dir unlock setmode")
local dir = lfs.dir
lfs.dir = function(path)
  if not readable(path) then error(told, 2) end
  return dir(path)
end

-- Machine code of Lua is not checked before it runs: only what was made of Lua here, in this run, is taken.
-- What the loader of fonts keeps is data: it sees no function.
local load_text, dump, dumped = load, string.dump, {}
string.dump = function(...)
  local code = dump(...)
  dumped[code] = true
  return code
end
loadfile = function(path, _, environment)
  if not readable(path) then return refused() end
  local file = open(path, "rb")
  if not file then return nil, "cannot open " .. path end
  local text = gsub(file:read("a"), "^#", "--#")
  file:close()
  if here(path) then environment = {} end
  return load_text(text, "@" .. path, "t", environment or _G)
end
dofile = function(path)
  local run, why = loadfile(path)
  if not run then error(why, 2) end
  return run()
end
-- An environment that is given may be nil, which is not the same as none.
load = function(text, name, _, ...)
  if text == nil then return nil, "nothing to load" end
  return load_text(text, name, dumped[text] and "bt" or "t", ...)
end
loadstring = load
package.loadlib = refused
package.cpath, package.path = "", ""
-- Where TeX's own start leaves ways to load machine code, they are gone before the first module is looked for.
local require_module = require
require = function(name)
  for place = #package.searchers, 3, -1 do package.searchers[place] = nil end
  return require_module(name)
end

local traceback, getinfo = debug.traceback, debug.getinfo
for name in pairs(debug) do debug[name] = nil end
debug.traceback = traceback
debug.getinfo = function(level, what)
  if type(level) == "number" then level = level + 1 end
  local found = getinfo(level, "nSlt")
  return found
end

-- Names that callbacks give are opened without a look at TeX's rules about files.
local register = callback.register
callback.register = function(name, ...)
  if find(name, "^find_.*_file$") and not find(name, "^find_%a+type_file$") or find(name, "^open_") or find(name, "^read_") then
    return refused()
  end
  return register(name, ...)
end

gzip.open, gzip.lines = refused, refused

-- What opens files from within asks here first.
register("find_image_file", function(name)
  local found = kpse.find_file(name, "tex", true)
  return readable(found) and found or nil
end)
luaharfbuzz = luaharfbuzz or require_module("luaharfbuzz")
luaharfbuzz.Face.new = guarded(luaharfbuzz.Face.new, readable)
luaharfbuzz.Blob.new = guarded(luaharfbuzz.Blob.new, readable)
fontloader.open, fontloader.info = guarded(fontloader.open, readable), guarded(fontloader.info, readable)

-- Each of these opens files, or reaches the network or memory, past all of the above.
empty("socket socket.core mime mime.core mplib zip pdfe pdfscanner ffi")
