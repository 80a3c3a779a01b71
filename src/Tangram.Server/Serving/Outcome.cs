using Tangram.Operators;

namespace Tangram.Server.Serving;

/// <summary>How a request ended.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>All its items are through.</summary>
    /// <param name="Results">Their results, in no particular order; empty for a request to one task's model.</param>
    /// <param name="Tensors">For a request to one task's model, each item's outputs in order; they live until this is disposed.</param>
    /// <param name="Outputs">What the tensors lie in.</param>
    /// <param name="IsPartial">Whether items of it were given up.</param>
    public sealed record Answered(IReadOnlyList<TaskResult> Results, IReadOnlyList<ItemTensor[]> Tensors, IReadOnlyList<BatchOutput> Outputs, bool IsPartial) : Outcome, IDisposable
    {
        public void Dispose()
        {
            foreach (var output in Outputs)
            {
                output.Dispose();
            }
        }
    }

    /// <summary>It was not let in.</summary>
    public sealed record Refused(string Reason, TimeSpan RetryAfter) : Outcome;

    /// <summary>It was given up, since it could not have been answered in time.</summary>
    public sealed record Dropped(string Reason) : Outcome;

    /// <summary>Something of it failed; the message is for the client, and the cause for the log.</summary>
    public sealed record Failed(string Message, Exception? Cause = null) : Outcome;
}
