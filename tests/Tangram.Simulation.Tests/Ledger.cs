using System.Text.Json;
using Tangram.Scheduling;

namespace Tangram.Simulation.Tests;

/// <summary>Reads a decision log and keeps books of its own: every line must follow from those before.</summary>
internal sealed class Ledger
{
    private readonly Layout _layout;
    private readonly Dictionary<long, LedgerRequest> _requests = [];
    private readonly Dictionary<long, LedgerItem> _items = [];
    private readonly Dictionary<(long Parent, long Request, int Task), int> _created = [];
    private readonly Dictionary<(int Segment, int Process), long> _running = [];
    private readonly HashSet<(int Segment, int Process)> _ready = [];
    private readonly Dictionary<long, long[]> _batches = [];
    private readonly Dictionary<string, long> _refused = [];
    private long _lastAt;
    private long _lastRun = -1;

    private Ledger(Layout layout) => _layout = layout;

    public IReadOnlyCollection<LedgerRequest> Requests => _requests.Values;

    public static Ledger Of(RecordedRun run)
    {
        var ledger = new Ledger(run.Setup.Layout);
        foreach (var line in run.Lines())
        {
            ledger.Read(line);
        }

        return ledger;
    }

    public long Refused(string application) => _refused.GetValueOrDefault(application);

    public long Ended(string application, string? how) => _requests.Values.Count(r => r.Application == application && r.End == how);

    private void Read(JsonElement line)
    {
        var at = line.GetProperty("at").GetInt64();
        Assert.True(at >= _lastAt, $"{line} is earlier than the line before");
        _lastAt = at;
        switch (RecordedRun.What(line))
        {
            case "refuse":
                _refused[ApplicationOf(line)] = Refused(ApplicationOf(line)) + 1;
                break;
            case "accept":
                _requests.Add(Number(line, "request"), new LedgerRequest(ApplicationOf(line), at, line.GetProperty("tasks").GetArrayLength() * line.GetProperty("items").GetInt32()));
                break;
            case "assign" or "hold":
                See(line);
                break;
            case "start":
                Start(line);
                break;
            case "free":
                Free(line);
                break;
            case "complete":
                Complete(line);
                break;
            case "revive":
                _ready.Add(Process(line));
                break;
            case "lose":
                Lose(line);
                break;
            case "retire":
                _ready.RemoveWhere(p => p.Segment == Number(line, "segment"));
                break;
            case "answer" or "drop" or "giveUp":
                End(line);
                break;
        }
    }

    private void See(JsonElement line)
    {
        var (id, parent, task) = (Number(line, "item"), Number(line, "parent"), (int)Number(line, "task"));
        if (line.TryGetProperty("segment", out var segment))
        {
            Assert.True(_layout.Segments[segment.GetInt32()].Serves(task), $"{line}: it does not serve that task");
        }

        if (_items.TryGetValue(id, out var known))
        {
            Assert.True(known is { Run: -1, Ran: false, IsDone: false, IsGivenUp: false }, $"{line}: the item does not wait");
            return;
        }

        var request = _requests[Number(line, "request")];
        Assert.Null(request.End);
        Assert.True(parent < 0 ? _layout.Tasks[task].IsRoot : _items[parent].IsDone && _layout.Tasks[_items[parent].Task].Children.Contains(task), $"{line}: nothing brought the item");
        var place = (parent, Number(line, "request"), task);
        Assert.Equal(_created.GetValueOrDefault(place), line.GetProperty("ordinal").GetInt32());
        _created[place] = _created.GetValueOrDefault(place) + 1;
        request.Seen++;
        _items.Add(id, new LedgerItem(Number(line, "request"), task));
    }

    private void Start(JsonElement line)
    {
        var (run, process) = (Number(line, "run"), Process(line));
        var segment = _layout.Segments[process.Segment];
        Assert.Equal(++_lastRun, run);
        Assert.True(_ready.Contains(process), $"{line}: the process is not ready");
        Assert.True(_running.TryAdd(process, run), $"{line}: the process runs a batch already");
        _batches[run] = [.. line.GetProperty("items").EnumerateArray().Select(i => i.GetInt64())];
        Assert.InRange(_batches[run].Length, 1, segment.MaxBatch);
        foreach (var item in _batches[run].Select(id => _items[id]))
        {
            Assert.True(item is { Run: -1, Ran: false, IsDone: false, IsGivenUp: false }, $"{line}: an item of it does not wait, or ran before");
            Assert.Null(_requests[item.Request].End);
            Assert.True(segment.Serves(item.Task));
            item.Run = run;
        }
    }

    private void Free(JsonElement line)
    {
        Assert.True(_running.Remove(Process(line), out var run) && run == Number(line, "run"), $"{line}: that run does not run there");
        foreach (var item in _batches[run].Select(id => _items[id]))
        {
            (item.Run, item.Ran) = (-1, true);
        }
    }

    private void Lose(JsonElement line)
    {
        Assert.True(_ready.Remove(Process(line)), $"{line}: it was not there");
        if (_running.Remove(Process(line), out var run))
        {
            foreach (var item in _batches[run].Select(id => _items[id]))
            {
                item.Run = -1;
            }
        }
    }

    private void Complete(JsonElement line)
    {
        var item = _items[Number(line, "item")];
        Assert.True(item is { Ran: true, IsDone: false }, $"{line}: the item did not run, or is through already");
        item.IsDone = true;
        var request = _requests[item.Request];
        int[] children = [.. line.GetProperty("children").EnumerateArray().Select(c => c.GetInt32())];
        Assert.Equal(_layout.Tasks[item.Task].Children.Count, children.Length);
        request.Done++;
        request.Expected += request.End is null ? children.Sum() : 0;
    }

    private void End(JsonElement line)
    {
        var request = _requests[Number(line, "request")];
        var takesPartial = _layout.Applications.Single(a => a.Name == request.Application).PartialResults;
        Assert.True(request.End is null, $"{line}: the request has ended");
        if (RecordedRun.What(line) == "answer")
        {
            Assert.Equal((request.Expected, request.Expected), (request.Seen, request.Done + request.GivenUp));
            Assert.Equal(request.GivenUp > 0, line.GetProperty("partial").GetBoolean());
            request.End = request.GivenUp > 0 ? "partial" : "answered";
        }
        else if (RecordedRun.What(line) == "giveUp" || line.GetProperty("whole").GetBoolean())
        {
            request.End = "dropped";
        }
        else
        {
            var item = _items[Number(line, "item")];
            Assert.True(takesPartial && item is { Run: -1, Ran: false }, $"{line}: it is not to be given up alone");
            item.IsGivenUp = true;
            request.GivenUp++;
        }
    }

    private string ApplicationOf(JsonElement line) => _layout.Tasks[line.GetProperty("tasks")[0].GetInt32()].Application;

    private static long Number(JsonElement line, string name) => line.GetProperty(name).GetInt64();

    private static (int Segment, int Process) Process(JsonElement line) => ((int)Number(line, "segment"), (int)Number(line, "process"));
}
