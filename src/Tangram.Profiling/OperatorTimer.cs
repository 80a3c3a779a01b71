using System.Diagnostics;
using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Operators;

namespace Tangram.Profiling;

/// <summary>Measures what the operators cost, on labelled items, for every variant.</summary>
internal static class OperatorTimer
{
    public static async Task<IReadOnlyList<OperatorTime>> MeasureAsync(
        Application application, IReadOnlyList<int> cores, int most, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var items = LabelledData.Read(application).Take(most).ToList();
        if (items.Count == 0)
        {
            return [];
        }

        var samples = new SortedDictionary<(string Step, string Variant), List<double>>();
        var bound = new BoundApplication(application);
        await using var worker = await WorkerInference.StartAsync(application, cores[0], maxBatch: 8, cancellation);

        // The first time is for the runtime's compiler and is thrown away.
        await MeasureAsync(bound, worker, items[0], samples);
        samples.Clear();
        for (var i = 0; i < items.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new WorkStep((double)i / items.Count, "timing operators"));
            await MeasureAsync(bound, worker, items[i], samples);
        }

        return [.. samples.Select(s => new OperatorTime(
            s.Key.Step, s.Key.Variant.Length == 0 ? null : s.Key.Variant, Math.Round(Percentiles.Of(s.Value, 50), 4), Math.Round(Percentiles.Of(s.Value, 95), 4)))];
    }

    // The choice goes through the variants of all tasks in step, so every variant of every task sees each item at least once.
    private static async Task MeasureAsync(
        BoundApplication bound, WorkerInference worker, LabelledItem item, SortedDictionary<(string Step, string Variant), List<double>> samples)
    {
        var application = bound.Application;
        for (var turn = 0; turn < application.Tasks.Max(t => t.Variants.Count); turn++)
        {
            var choice = application.Tasks.ToDictionary(t => t.Name, t => (Variant?)t.Variants[Math.Min(turn, t.Variants.Count - 1)], StringComparer.Ordinal);
            var entry = Timed("entry", string.Empty, 1, () => bound.Entry.Read(item.Body));
            var results = await GraphWalk.RunAsync(application, choice, entry, (task, variant, items) => RunAsync(task, variant, items));
            Timed("answer", string.Empty, 1, () => bound.Answer.Compose(entry, results));
        }

        async Task<IReadOnlyList<TaskOutcome>> RunAsync(ApplicationTask task, Variant variant, IReadOnlyList<object> items)
        {
            var with = bound.Task(task.Name);
            int[] shape = [.. variant.Input];
            var outcomes = new List<TaskOutcome>();
            foreach (var one in items)
            {
                var input = new float[variant.InputElements];
                var started = Stopwatch.GetTimestamp();
                with.Prepare(one, shape, input);
                var elapsed = Stopwatch.GetElapsedTime(started);
                var (outputShape, output) = await worker.RunAsync(variant, [input]);
                started = Stopwatch.GetTimestamp();
                outcomes.Add(with.Interpret(one, shape, [.. outputShape], output.Span));
                Add(task.Name, variant.Name, elapsed + Stopwatch.GetElapsedTime(started));
            }

            return outcomes;
        }

        T Timed<T>(string step, string variant, int count, Func<T> run)
        {
            var started = Stopwatch.GetTimestamp();
            var result = run();
            Add(step, variant, Stopwatch.GetElapsedTime(started) / count);
            return result;
        }

        void Add(string step, string variant, TimeSpan elapsed)
        {
            if (!samples.TryGetValue((step, variant), out var list))
            {
                samples[(step, variant)] = list = [];
            }

            list.Add(elapsed.TotalMilliseconds);
        }
    }
}
