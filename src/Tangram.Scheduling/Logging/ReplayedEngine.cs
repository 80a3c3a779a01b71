using Tangram.Core.Time;

namespace Tangram.Scheduling.Logging;

/// <summary>A fresh engine that is told a log's events, and the lines that it writes itself.</summary>
internal sealed class ReplayedEngine : IDisposable
{
    private const long Latest = 1L << 60;
    private const int MostItems = 1_000_000;

    private readonly MemoryStream _written = new();
    private readonly ReplayShell _shell = new();
    private readonly DecisionLog _log;
    private readonly Engine _engine;
    private readonly LogLines _lines;
    private int _read;
    private Instant _now;

    public ReplayedEngine(LogLines lines, LogHeader header)
    {
        _lines = lines;
        _log = new DecisionLog(_written, header);
        _engine = new Engine(header.ToLayout(), header.Policies.Create(), _shell, _log);
        Clear();
    }

    public void Dispose() => _log.Dispose();

    /// <summary>The next line that it wrote since the last event; false where there is none.</summary>
    public bool TryNext(out ReadOnlyMemory<byte> line)
    {
        var rest = _written.GetBuffer().AsMemory(_read, (int)_written.Length - _read);
        var length = rest.Span.IndexOf((byte)'\n');
        line = length < 0 ? default : rest[..length];
        _read += length + 1;
        return length >= 0;
    }

    /// <summary>Tells it the event of the line read last.</summary>
    public void Tell(string name, in LogFields line)
    {
        Clear();
        var now = new Instant(line.Number("at", 0, Latest));
        _now = now >= _now ? now : throw _lines.Fault("is earlier than the line before");
        switch (name)
        {
            case "accept" or "refuse":
                Arrive(name, line);
                break;
            case "free":
                _engine.Free(now, Process(line), line.Number("run", 0, long.MaxValue));
                break;
            case "complete":
                Complete(line);
                break;
            case "cancel":
                var request = line.Number("request", 0, long.MaxValue);
                _shell.Forget(request);
                _engine.Cancel(now, request);
                break;
            case "revive":
                _engine.Revive(now, Process(line));
                break;
            case "lose":
                _engine.Lose(now, Process(line));
                break;
            case "retire":
                _engine.Retire(now, Segment(line));
                break;
            case "relayout":
                Relayout(line.Layout());
                break;
            case "wake":
                _engine.Wake(now, Segment(line));
                break;
            case "slow":
                _engine.Slow(now, Segment(line), new Slowdown(PerMille(line, "expectedPerMille"), PerMille(line, "boundPerMille")));
                break;
            default:
                throw _lines.Fault($"has an event '{name}', which is not known");
        }

        _log.Flush();
    }

    // Only what is refused is decided and written; what is let in is decided too.
    private void Arrive(string name, in LogFields line)
    {
        var deadline = new Instant(line.Number("deadline", -Latest, Latest));
        var tasks = line.Numbers("tasks", _engine.Layout.Tasks.Count - 1);
        var items = (int)line.Number("items", 1, MostItems);
        var whole = line.Truth("whole");
        if (!_engine.Admit(_now, deadline, tasks, items, whole).IsAccepted || name is "refuse")
        {
            return;
        }

        var request = line.Number("request", 0, long.MaxValue);
        if (_shell.Knows(request))
        {
            throw _lines.Fault(FormattableString.Invariant($"accepts request {request}, which is in flight already"));
        }

        _shell.Begin(request);
        _engine.Accept(_now, request, deadline, tasks, items, whole, line.Has("size") ? (int)line.Number("size", 1, MostItems) : 1, line.Has("priority") ? (int)line.Number("priority", -Engine.MostUrgent, Engine.MostUrgent) : 0);
    }

    private void Complete(in LogFields line)
    {
        var number = line.Number("item", 0, long.MaxValue);
        var children = line.Numbers("children", MostItems);
        if (!_shell.TryFind(number, out var item))
        {
            throw _lines.Fault(FormattableString.Invariant($"completes item {number}, which no batch before it holds"));
        }

        if (item.Request >= 0 && children.Length != _engine.Layout.Tasks[item.Task].Children.Count)
        {
            throw _lines.Fault(FormattableString.Invariant($"has {children.Length} 'children', but the item's task has {_engine.Layout.Tasks[item.Task].Children.Count}"));
        }

        _engine.Complete(_now, item, children);
    }

    private void Relayout(Layout layout)
    {
        try
        {
            _engine.Relayout(_now, layout);
        }
        catch (ArgumentException fault)
        {
            throw _lines.Fault($"cannot take over: {fault.Message.Split(" (Parameter")[0]}");
        }
    }

    private static int PerMille(in LogFields line, string name) => (int)line.Number(name, Slowdown.Least, Slowdown.Most);

    private int Segment(in LogFields line) => (int)line.Number("segment", 0, _engine.Layout.Segments.Count - 1);

    private ProcessId Process(in LogFields line)
    {
        var segment = Segment(line);
        return new ProcessId(segment, (int)line.Number("process", 0, _engine.Layout.Segments[segment].Processes - 1));
    }

    private void Clear()
    {
        _log.Flush();
        _written.SetLength(0);
        _read = 0;
    }
}
