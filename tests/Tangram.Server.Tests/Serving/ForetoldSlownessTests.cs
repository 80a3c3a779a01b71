using System.Diagnostics;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Server.Learning;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;

namespace Tangram.Server.Tests.Serving;

/// <summary>Requests that are kept out by what was learned.</summary>
public sealed class ForetoldSlownessTests
{
    [Fact]
    public async Task Requests_kept_out_by_what_was_learned_alone_are_let_in_again_after_a_while()
    {
        using var bench = new Bench(admission: "deadline", foresight: Foresight()).WithQuickWorkers();
        bench.Executor.Learned(Slowness.Bound(900));
        Assert.Equal("the answer would come after the deadline", Assert.IsType<Outcome.Refused>(await AskAsync(bench)).Reason);

        var since = Stopwatch.GetTimestamp();
        Outcome outcome;
        do
        {
            outcome = await AskAsync(bench);
        }
        while (outcome is Outcome.Refused && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60));

        Assert.IsType<Outcome.Answered>(outcome);

        // That it went quickly is not believed: what foretells does not learn here.
        Assert.IsType<Outcome.Refused>(await AskAsync(bench));
    }

    private static Task<Outcome> AskAsync(Bench bench) =>
        Bench.Ended(bench.Executor.RunApplicationAsync(1, bench.Terms(TimeSpan.FromMilliseconds(500)), TestContext.Current.CancellationToken));

    private static ServedForesight Foresight()
    {
        var segments = Enumerable.Range(0, 2).Select(i => new ForeseenSegment(i, new Signature($"v{i}", 0.5, 0.5), 1, 1, [TimeSpan.FromMilliseconds(1)])).ToList();
        return new ServedForesight(new PredictionSetup(new PredictionChoice { Predictor = "constant" }, segments), Slowness.Bound(1), _ => { });
    }
}
