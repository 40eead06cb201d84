-- Requests of a file, one a line (method, path, cookie, body, separated by tabs), in turn, again and again.
local requests, place, origin = {}, 0, ""

function init(args)
  origin = args[2]
  for line in io.lines(args[1]) do
    local method, path, cookie, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = { ["Origin"] = origin, ["Content-Type"] = "application/json" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  place = place + 1
  return requests[(place - 1) % #requests + 1]
end

function done(summary, latency)
  local faults = summary.errors
  io.write(string.format('\n{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "faults": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    faults.connect + faults.read + faults.write + faults.status + faults.timeout))
end
