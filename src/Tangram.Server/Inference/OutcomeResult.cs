using Tangram.Server.Serving;

namespace Tangram.Server.Inference;

/// <summary>What a client is told of how its request ended.</summary>
internal static class OutcomeResult
{
    // What is dropped was let in when there was hope; a moment later there may be again.
    private static readonly TimeSpan AfterDrop = TimeSpan.FromSeconds(1);

    /// <summary>The result.</summary>
    /// <exception cref="InferenceException">There is none.</exception>
    public static Outcome.Answered Of(Outcome outcome) => outcome switch
    {
        Outcome.Answered answered => answered,
        Outcome.Refused refused => throw Refused(refused),
        Outcome.Dropped dropped => throw new InferenceException(InferenceFault.Unavailable, $"dropped: {dropped.Reason}", AfterDrop),
        Outcome.Failed failed => throw new InferenceException(InferenceFault.Failed, failed.Message, inner: failed.Cause),
        _ => throw new InvalidOperationException($"no answer is known for {outcome}"),
    };

    /// <summary>What a client is told whose request was not let in.</summary>
    public static InferenceException Refused(Outcome.Refused refused) => new(InferenceFault.Unavailable, $"refused: {refused.Reason}", refused.RetryAfter);
}
