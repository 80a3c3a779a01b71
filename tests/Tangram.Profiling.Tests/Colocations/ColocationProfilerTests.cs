using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Prediction.Observations;
using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

/// <summary>A short measurement with real workers. No slowdown is looked at, only whether what was observed goes together.</summary>
public sealed class ColocationProfilerTests
{
    private static readonly ColocationEffort Little = new("little", TimeSpan.FromSeconds(3), [1, 2], TimeSpan.FromMinutes(1));
    private readonly List<ColocationRecording> _saved = [];

    [Fact]
    public async Task What_ran_beside_what_goes_together()
    {
        var recording = await MeasureAsync(TestContext.Current.CancellationToken);

        Assert.True(recording.Complete);
        Assert.Same(recording, _saved[^1]);
        Assert.Equal(["small", "wide"], recording.Signatures.Select(s => s.Variant));
        Assert.True(recording.MemorySystem is { GigabytesPerSecond: > 0 });
        Assert.InRange(recording.OthersShare ?? 0, 0, 1);

        var all = recording.Observations;
        Assert.All(all, IsSound);
        Assert.Equal(all.Count, all.Select(o => o.Batch).Distinct().Count());
        Assert.Equal(all.Select(o => o.StartedSeconds).Order(), all.Select(o => o.StartedSeconds));
        Assert.Contains(all, o => o.Beside.Count == 0);
        Assert.All(CoreLayout.Of(CpuAffinity.ProcessCores), l => Assert.Contains(all, o => o.Beside.Count > 0 && o.Own.Share == l.Share));

        // What one batch saw of others in milliseconds, the others saw of it.
        var seen = all.SelectMany(o => o.Beside.Select(b => (By: o.Own, Of: b.Runner, Milliseconds: b.Presence.Overlap * o.LatencyMilliseconds))).ToList();
        foreach (var pair in seen.GroupBy(s => (s.By, s.Of)))
        {
            Assert.Equal(pair.Sum(s => s.Milliseconds), seen.Where(s => s.By == pair.Key.Of && s.Of == pair.Key.By).Sum(s => s.Milliseconds), 1e-3);
        }
    }

    [Fact]
    public async Task Signatures_that_are_known_are_kept_and_nothing_is_estimated()
    {
        IReadOnlyList<VariantSignature> known = [new("small", 0.25, 0.5, "estimated", 1, 1), new("wide", 0.75, 1, "estimated", 1, 1)];

        var recording = await MeasureAsync(TestContext.Current.CancellationToken, known, Little with { Duration = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(known, recording.Signatures);
        Assert.Null(recording.MemorySystem);
        Assert.All(recording.Observations, o => Assert.Equal(o.Own.Signature.Variant == "small" ? 0.25 : 0.75, o.Own.Signature.L2));
    }

    [Fact]
    public async Task When_it_is_interrupted_what_was_observed_is_saved()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(stop.Token, steps: new StopAt(0.3, stop)));

        var saved = Assert.Single(_saved);
        Assert.False(saved.Complete);
        Assert.NotEmpty(saved.Observations);
        Assert.All(saved.Observations, IsSound);
    }

    [Fact]
    public async Task When_it_is_interrupted_before_all_variants_have_run_alone_nothing_is_saved()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(stop.Token, steps: new StopAt(0.15, stop)));

        Assert.Empty(_saved);
    }

    private static void IsSound(Observation o)
    {
        Assert.True(o is { SoloMilliseconds: > 0, LatencyMilliseconds: > 0, StartedSeconds: >= 0 });
        Assert.True(o.Own is { Share: > 0 and <= 1, Signature: { L2: > 0 and <= 1, Dram: >= 0 and <= 1 } });
        Assert.InRange(o.Own.Batch, 1, 2);
        Assert.All(o.Beside, b => Assert.True(b.Presence is { From: >= 0, To: <= 1, Overlap: > 0 and <= 1, Expected: >= 0 and <= 1 }));
        Assert.All(o.Beside, b => Assert.Equal(o.Own.Share, b.Runner.Share));

        // Three processes at most: beside each batch two at any time.
        Assert.InRange(o.Beside.Sum(b => b.Presence.Overlap), 0, 2 + 1e-9);
    }

    private async Task<ColocationRecording> MeasureAsync(
        CancellationToken cancellation, IReadOnlyList<VariantSignature>? known = null, ColocationEffort? effort = null, IProgress<WorkStep>? steps = null)
    {
        var model = Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx");
        var application = Applications.Of(
            [Applications.Node("one", Applications.Variant("small", model, 3, 48, 48)), Applications.Node("two", Applications.Variant("wide", model, 3, 48, 192))], []);
        return await new ColocationProfiler(application, CpuAffinity.ProcessCores, effort ?? Little, known).MeasureAsync(_saved.Add, steps ?? new Steps(), cancellation);
    }

    private sealed class StopAt(double fraction, CancellationTokenSource stop) : IProgress<WorkStep>
    {
        public void Report(WorkStep value)
        {
            if (value.Fraction >= fraction)
            {
                stop.Cancel();
            }
        }
    }
}
