using System.Buffers;
using System.Text.Json;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Logging;

/// <summary>Writes what an engine was told and what it decided, one JSON object a line, in the order it happened.</summary>
/// <remarks>
/// Simulator and server write the same format (docs/formats.md), the first line of which is a <see cref="LogHeader"/>. Instants are ticks of 100 ns since the run began.
/// Lines are handed on whole, in blocks. Not thread-safe; it is used within its engine's calls.
/// </remarks>
public sealed class DecisionLog : IDisposable
{
    private const int BlockBytes = 1 << 16;
    private readonly ArrayBufferWriter<byte> _block = new(BlockBytes + 4096);
    private readonly Utf8JsonWriter _json;
    private readonly Stream _output;
    private readonly Action<IOException>? _failed;
    private bool _isClosed;

    /// <summary>Begins a log with its header.</summary>
    /// <param name="output">Where it is written; closed with the log.</param>
    /// <param name="header">What the run decides on.</param>
    /// <param name="failed">Told once, where it cannot be written any more.</param>
    public DecisionLog(Stream output, LogHeader header, Action<IOException>? failed = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(header);
        (_output, _failed) = (output, failed);
        _block.Write(JsonSerializer.SerializeToUtf8Bytes(header, LogJson.Default.LogHeader));
        _block.Write("\n"u8);
        _json = new Utf8JsonWriter(_block);
    }

    /// <summary>Why nothing is written any more, such as a full disk; null while all is well. What is decided does not depend on it.</summary>
    public IOException? Fault { get; private set; }

    /// <summary>Hands on what was written so far.</summary>
    public void Flush()
    {
        try
        {
            if (Fault is null && !_isClosed)
            {
                _output.Write(_block.WrittenSpan);
                _output.Flush();
            }
        }
        catch (IOException fault)
        {
            Fail(fault);
        }

        _block.ResetWrittenCount();
    }

    /// <summary>Hands on the rest and closes the output. What an engine decides after that is not written.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        Flush();
        _isClosed = true;
        try
        {
            _output.Dispose();
        }
        catch (IOException fault)
        {
            Fail(fault);
        }
    }

    internal void Refuse(Instant now, Instant deadline, IReadOnlyList<int> tasks, int items, bool wholeGraph, string reason)
    {
        Begin(now, "event", "refuse");
        Request(deadline, tasks, items, wholeGraph);
        _json.WriteString("reason", reason);
        End();
    }

    internal void Accept(Instant now, long request, Instant deadline, IReadOnlyList<int> tasks, int items, bool wholeGraph, int size, int priority)
    {
        Begin(now, "event", "accept");
        _json.WriteNumber("request", request);
        Request(deadline, tasks, items, wholeGraph);
        if (size != 1)
        {
            _json.WriteNumber("size", size);
        }

        if (priority != 0)
        {
            _json.WriteNumber("priority", priority);
        }

        End();
    }

    internal void Free(Instant now, ProcessId process, long run)
    {
        Begin(now, "event", "free");
        _json.WriteNumber("run", run);
        Process(process);
    }

    internal void Complete(Instant now, in WorkItem item, ReadOnlySpan<int> children)
    {
        Begin(now, "event", "complete");
        _json.WriteNumber("item", item.Id);
        _json.WriteStartArray("children");
        foreach (var count in children)
        {
            _json.WriteNumberValue(count);
        }

        _json.WriteEndArray();
        End();
    }

    internal void Cancel(Instant now, long request)
    {
        Begin(now, "event", "cancel");
        _json.WriteNumber("request", request);
        End();
    }

    internal void Revive(Instant now, ProcessId process)
    {
        Begin(now, "event", "revive");
        Process(process);
    }

    internal void Lose(Instant now, ProcessId process)
    {
        Begin(now, "event", "lose");
        Process(process);
    }

    internal void Retire(Instant now, int segment)
    {
        Begin(now, "event", "retire");
        _json.WriteNumber("segment", segment);
        End();
    }

    internal void Relayout(Instant now, Layout layout)
    {
        Begin(now, "event", "relayout");
        _json.WritePropertyName("layout");
        JsonSerializer.Serialize(_json, LoggedLayout.Of(layout), LogJson.Default.LoggedLayout);
        End();
    }

    internal void Wake(Instant now, int segment)
    {
        Begin(now, "event", "wake");
        _json.WriteNumber("segment", segment);
        End();
    }

    internal void Slow(Instant now, int segment, Slowdown slowdown)
    {
        Begin(now, "event", "slow");
        _json.WriteNumber("segment", segment);
        _json.WriteNumber("expectedPerMille", slowdown.ExpectedPerMille);
        _json.WriteNumber("boundPerMille", slowdown.BoundPerMille);
        End();
    }

    internal void Assign(Instant now, in WorkItem item, Segment segment)
    {
        Begin(now, "decision", "assign");
        Item(item);
        _json.WriteNumber("segment", segment.Index);
        End();
    }

    internal void Hold(Instant now, in WorkItem item)
    {
        Begin(now, "decision", "hold");
        Item(item);
        End();
    }

    internal void Reroute(Instant now, in WorkItem item, int segment)
    {
        Begin(now, "decision", "reroute");
        _json.WriteNumber("item", item.Id);
        _json.WriteNumber("segment", segment);
        End();
    }

    internal void Start(Instant now, ProcessId process, long run, ReadOnlySpan<WorkItem> batch)
    {
        Begin(now, "decision", "start");
        _json.WriteNumber("run", run);
        _json.WriteStartArray("items");
        foreach (ref readonly var item in batch)
        {
            _json.WriteNumberValue(item.Id);
        }

        _json.WriteEndArray();
        Process(process);
    }

    internal void Answer(Instant now, long request, bool isPartial)
    {
        Begin(now, "decision", "answer");
        _json.WriteNumber("request", request);
        _json.WriteBoolean("partial", isPartial);
        End();
    }

    internal void Drop(Instant now, in WorkItem item, bool isWholeRequest)
    {
        Begin(now, "decision", "drop");
        _json.WriteNumber("request", item.Request);
        _json.WriteNumber("item", item.Id);
        _json.WriteBoolean("whole", isWholeRequest);
        End();
    }

    internal void GiveUp(Instant now, in WorkItem item)
    {
        Begin(now, "decision", "giveUp");
        _json.WriteNumber("request", item.Request);
        _json.WriteNumber("item", item.Id);
        End();
    }

    internal void WakeAt(Instant now, Segment segment, Instant when)
    {
        Begin(now, "decision", "wakeAt");
        _json.WriteNumber("segment", segment.Index);
        _json.WriteNumber("when", when.Ticks);
        End();
    }

    private void Fail(IOException fault)
    {
        if (Fault is null)
        {
            Fault = fault;
            _failed?.Invoke(fault);
        }
    }

    private void Begin(Instant now, string kind, string name)
    {
        _json.Reset(_block);
        _json.WriteStartObject();
        _json.WriteNumber("at", now.Ticks);
        _json.WriteString(kind, name);
    }

    private void Item(in WorkItem item)
    {
        _json.WriteNumber("item", item.Id);
        _json.WriteNumber("request", item.Request);
        _json.WriteNumber("task", item.Task);
        _json.WriteNumber("parent", item.Parent);
        _json.WriteNumber("ordinal", item.Ordinal);
    }

    private void Process(ProcessId process)
    {
        _json.WriteNumber("segment", process.Segment);
        _json.WriteNumber("process", process.Process);
        End();
    }

    private void Request(Instant deadline, IReadOnlyList<int> tasks, int items, bool wholeGraph)
    {
        _json.WriteNumber("deadline", deadline.Ticks);
        _json.WriteStartArray("tasks");
        for (var i = 0; i < tasks.Count; i++)
        {
            _json.WriteNumberValue(tasks[i]);
        }

        _json.WriteEndArray();
        _json.WriteNumber("items", items);
        _json.WriteBoolean("whole", wholeGraph);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _block.Write("\n"u8);
        if (_block.WrittenCount >= BlockBytes)
        {
            Flush();
        }
    }
}
