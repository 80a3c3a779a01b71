using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Serving;

namespace Tangram.Server.Metrics;

/// <summary>What one model has done since it was loaded. Safe to call from many threads.</summary>
internal sealed class ModelCounters(string model, string version)
{
    private readonly Lock _gate = new();
    private readonly List<BatchStatistic> _batches = [];
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private ModelStatistics _sum = new(model, version, 0, 0, 0);
    private int _pending;

    /// <summary>The model's name.</summary>
    public string Model => model;

    /// <summary>Its version.</summary>
    public string Version => version;

    /// <summary>Requests that were let in and have not ended.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>A request was let in.</summary>
    public void Began() => Interlocked.Increment(ref _pending);

    /// <summary>A request that was let in was answered, in time or not.</summary>
    public void Answered(TimeSpan total, RequestTimes times)
    {
        Interlocked.Decrement(ref _pending);
        lock (_gate)
        {
            _sum = _sum with
            {
                Success = Plus(_sum.Success, total),
                Queue = Plus(_sum.Queue, times.Queue),
                ComputeInput = Plus(_sum.ComputeInput, times.Input),
                ComputeInfer = Plus(_sum.ComputeInfer, times.Infer),
                ComputeOutput = Plus(_sum.ComputeOutput, times.Output),
            };
        }
    }

    /// <summary>A request that was let in ended without a result.</summary>
    public void Failed(string reason, TimeSpan total)
    {
        Interlocked.Decrement(ref _pending);
        Refused(reason, total);
    }

    /// <summary>A request was not let in.</summary>
    public void Refused(string reason, TimeSpan total)
    {
        lock (_gate)
        {
            _sum = _sum with { Fail = Plus(_sum.Fail, total) };
            _failures[reason] = _failures.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>A batch ran.</summary>
    public void Ran(int items, in BatchTimes times, DateTimeOffset at)
    {
        lock (_gate)
        {
            _sum = _sum with
            {
                LastInferenceMilliseconds = at.ToUnixTimeMilliseconds(),
                InferenceCount = _sum.InferenceCount + items,
                ExecutionCount = _sum.ExecutionCount + 1,
            };
            var index = _batches.FindIndex(b => b.BatchSize == items);
            var batch = index < 0 ? new BatchStatistic(items, default, default, default) : _batches[index];
            batch = batch with
            {
                ComputeInput = Plus(batch.ComputeInput, times.Started - times.Decided),
                ComputeInfer = Plus(batch.ComputeInfer, times.Finished - times.Started),
                ComputeOutput = Plus(batch.ComputeOutput, times.Ended - times.Finished),
            };
            if (index < 0)
            {
                _batches.Add(batch);
            }
            else
            {
                _batches[index] = batch;
            }
        }
    }

    /// <summary>Everything so far.</summary>
    public ModelStatistics Read()
    {
        lock (_gate)
        {
            return _sum with { Batches = [.. _batches.OrderBy(b => b.BatchSize)] };
        }
    }

    /// <summary>Requests that ended without a result, by why.</summary>
    public IReadOnlyList<(string Reason, long Count)> Failures()
    {
        lock (_gate)
        {
            return [.. _failures.Select(f => (f.Key, f.Value))];
        }
    }

    private static DurationStatistic Plus(DurationStatistic sum, TimeSpan one) =>
        new(sum.Count + 1, sum.Nanoseconds + (Math.Max(0, one.Ticks) * TimeSpan.NanosecondsPerTick));
}
