using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary>Answers requests that did not end with a result.</summary>
internal static class OutcomeAnswer
{
    /// <summary>The results, of which a header says if they are partial; or null after the error was written.</summary>
    public static async Task<Outcome.Answered?> ResultOrErrorAsync(HttpContext context, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Answered answered:
                if (answered.IsPartial)
                {
                    context.Response.Headers["Tangram-Partial"] = "true";
                }

                return answered;
            case Outcome.Refused refused:
                await ErrorAnswer.WriteUnavailableAsync(context, $"refused: {refused.Reason}", refused.RetryAfter);
                return null;
            case Outcome.Dropped dropped:
                await ErrorAnswer.WriteUnavailableAsync(context, $"dropped: {dropped.Reason}", TimeSpan.FromSeconds(1));
                return null;
            case Outcome.Failed failed:
                await ErrorAnswer.WriteAsync(context, StatusCodes.Status500InternalServerError, failed.Message);
                return null;
            default:
                throw new InvalidOperationException($"no answer is known for {outcome}");
        }
    }
}
