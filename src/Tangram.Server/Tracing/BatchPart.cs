using Tangram.Core.Time;

namespace Tangram.Server.Tracing;

/// <summary>What one request has to do with one batch.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Segment">Where the batch ran.</param>
/// <param name="Variant">On what.</param>
/// <param name="BatchSize">Items of the batch.</param>
/// <param name="Items">Those of them that are the request's.</param>
/// <param name="ReadyAt">When the first of these was ready; it waited from then on.</param>
/// <param name="Fault">Why the batch failed; null where it did not.</param>
internal sealed record BatchPart(string Task, string Segment, string Variant, int BatchSize, int Items, Instant ReadyAt, string? Fault)
{
    /// <summary>The same with one item more.</summary>
    public BatchPart With(Instant readyAt) => this with { Items = Items + 1, ReadyAt = readyAt < ReadyAt ? readyAt : ReadyAt };
}
