using System.Collections.Concurrent;
using System.Diagnostics;
using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Prediction;
using Tangram.Profiling.Signatures;

namespace Tangram.Profiling.Colocations;

/// <summary>Measures how batches of an application's variants disturb each other on this machine's cores.</summary>
/// <remarks>
/// [N]. Every pair of variants, a sample of triples, and batches that come and go at random, each on processes with cores of their own and on processes that
/// share all cores. Each variant runs alone right before or after it runs beside others, so that a drift of the machine falls on both.
/// </remarks>
/// <param name="application">Whose variants.</param>
/// <param name="cores">The device's cores; at least one.</param>
/// <param name="effort">How much is measured.</param>
/// <param name="known">Signatures of the variants where a profile has them; those of others are estimated. Null where there are none.</param>
public sealed class ColocationProfiler(Application application, IReadOnlyList<int> cores, ColocationEffort effort, IReadOnlyList<VariantSignature>? known = null)
{
    private const int Seed = 7;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);
    private readonly ConcurrentQueue<RanBatch> _runs = new();
    private readonly Random _random = new(Seed);
    private readonly Variant[] _variants = [.. application.Tasks.SelectMany(t => t.Variants)];
    private IReadOnlyList<VariantSignature> _signatures = [];
    private MemorySystem? _memory;
    private OthersUse? _others;
    private double? _othersShare;
    private long _origin;

    /// <summary>Measures.</summary>
    /// <param name="save">Is given what is known so far from time to time and at the end, also where that comes early, once every variant has run alone.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellation">Ends it early; what was measured is saved before.</param>
    public async Task<ColocationRecording> MeasureAsync(Action<ColocationRecording> save, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(save);
        ArgumentNullException.ThrowIfNull(progress);
        var (isUseful, isComplete) = (false, false);
        var groups = CoreLayout.Of(cores).Select(l => new LaneGroup(l)).ToList();
        try
        {
            var choices = await PrepareAsync(groups, progress, cancellation);
            _origin = Stopwatch.GetTimestamp();
            _others = new OthersUse(cores, groups.SelectMany(g => g.Lanes).Select(l => l.ProcessId));
            var runners = await FindBaselinesAsync(groups, choices, progress, cancellation);
            isUseful = true;
            await RepeatAsync(runners, new UnitDeck(choices, [.. groups.Select(g => g.Layout)], _random), save, progress, cancellation);
            _othersShare = _others.Share();
            isComplete = true;
        }
        finally
        {
            foreach (var group in groups)
            {
                await group.DisposeAsync();
            }

            if (isUseful && !isComplete)
            {
                save(Recording(isComplete: false));
            }
        }

        var recording = Recording(isComplete: true);
        save(recording);
        return recording;
    }

    // Starts everything, finds the batch sizes that are short enough, and lets every process run each of them once.
    private async Task<IReadOnlyList<IReadOnlyList<BatchChoice>>> PrepareAsync(List<LaneGroup> groups, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var items = _variants.ToDictionary(v => v, SampleItem.Of);
        foreach (var group in groups)
        {
            progress.Report(new WorkStep(0.01 + (0.04 * groups.IndexOf(group)), "starting workers"));
            await group.StartAsync(items, effort.Batches[^1], cancellation);
        }

        var choices = new List<IReadOnlyList<BatchChoice>>();
        foreach (var variant in _variants)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new WorkStep(0.08, $"warming up {variant.Name}"));
            var first = new BatchChoice(variant, effort.Batches[0]);
            await groups[0].Lanes[0].RunAsync(first);
            var perItem = (await groups[0].Lanes[0].RunAsync(first)).Milliseconds / first.Batch;
            choices.Add([first, .. effort.Batches.Skip(1).Where(b => perItem * b <= effort.LongestBatch.TotalMilliseconds).Select(b => new BatchChoice(variant, b))]);
        }

        foreach (var group in groups)
        {
            progress.Report(new WorkStep(0.1, "warming up all workers"));
            await group.WarmUpAsync([.. choices.SelectMany(c => c)], cancellation);
        }

        return choices;
    }

    private async Task<IReadOnlyList<LaneRunner>> FindBaselinesAsync(
        List<LaneGroup> groups, IReadOnlyList<IReadOnlyList<BatchChoice>> choices, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var runners = new List<LaneRunner>();
        foreach (var group in groups)
        {
            var alone = new Dictionary<BatchChoice, TimeSpan>();
            var runner = new LaneRunner(group, alone, _runs.Enqueue, _random);
            runners.Add(runner);
            BatchChoice[] all = [.. choices.SelectMany(c => c)];
            _random.Shuffle(all);
            foreach (var choice in all)
            {
                progress.Report(new WorkStep(0.15, $"{choice.Variant.Name} alone"));
                await runner.AloneAsync(group.Lanes[0], choice, cancellation);
                alone[choice] = TimeSpan.FromMilliseconds(_runs.Where(r => r.Kind == (choice.Variant.Name, choice.Batch, group.Layout.Share)).Min(r => r.Milliseconds));
            }

            if (ReferenceEquals(group, groups[0]))
            {
                FindSignatures(choices.Select(c => (c[0], alone[c[0]])));
            }
        }

        return runners;
    }

    private void FindSignatures(IEnumerable<(BatchChoice Choice, TimeSpan Alone)> smallest)
    {
        if (known is not null && _variants.All(v => known.Any(k => string.Equals(k.Variant, v.Name, StringComparison.Ordinal))))
        {
            _signatures = [.. _variants.Select(v => known.First(k => string.Equals(k.Variant, v.Name, StringComparison.Ordinal)))];
            return;
        }

        var memory = _memory = MemoryMeter.Measure(cores);
        _signatures = [.. smallest.Select(s => SignatureEstimator.Estimate(s.Choice.Variant, new SoloLatency(s.Choice.Batch, s.Alone.TotalMilliseconds), memory)).OfType<VariantSignature>()];
    }

    private async Task RepeatAsync(
        IReadOnlyList<LaneRunner> runners, UnitDeck deck, Action<ColocationRecording> save, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var saved = started;
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < effort.Duration)
        {
            var unit = deck.Next();
            progress.Report(new WorkStep(Math.Min(1, 0.2 + (0.8 * (elapsed / effort.Duration))), unit.ToString()));
            var begun = Stopwatch.GetTimestamp();
            await (unit.Members.Count > 0 ? runners[unit.Layout].BesideAsync(unit.Members, cancellation) : runners[unit.Layout].AtRandomAsync(cancellation));
            deck.Took(unit.Kind, Stopwatch.GetElapsedTime(begun));
            if (Stopwatch.GetElapsedTime(saved) > SaveEvery)
            {
                save(Recording(isComplete: false));
                saved = Stopwatch.GetTimestamp();
            }
        }
    }

    private ColocationRecording Recording(bool isComplete)
    {
        var signatures = _signatures.ToDictionary(s => s.Variant, s => new Signature(s.Variant, s.L2, s.Dram), StringComparer.Ordinal);
        return new ColocationRecording(ObservationAssembly.Of([.. _runs], signatures, _origin), _signatures, _memory, _othersShare, isComplete);
    }
}
