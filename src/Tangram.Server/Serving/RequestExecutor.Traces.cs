using Tangram.Server.Tracing;

namespace Tangram.Server.Serving;

/// <content>What is noted in the traces of requests; nothing where none is traced.</content>
internal sealed partial class RequestExecutor
{
    private void Trace(StartedBatch start, in BatchTimes times, string? fault = null)
    {
        if (!RequestTrace.IsEnabled)
        {
            return;
        }

        var parts = new Dictionary<RequestTrace, BatchPart>();
        foreach (var (item, served) in start.Items)
        {
            if (served.Request.Trace is { } trace)
            {
                parts[trace] = parts.TryGetValue(trace, out var part)
                    ? part.With(item.CreatedAt)
                    : new BatchPart(
                        _engine.Layout.Tasks[item.Task].Name, start.Segment.Id, _variants[start.Segment.Index].Name, start.Items.Count, 1, item.CreatedAt, fault);
            }
        }

        foreach (var (trace, part) in parts)
        {
            trace.Ran(part, times);
        }
    }

    private void TraceFault(StartedBatch start, string fault)
    {
        var now = Now;
        Trace(start, new BatchTimes(start.DecidedAt, now, now, now), fault);
    }
}
