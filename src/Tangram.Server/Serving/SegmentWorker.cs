using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;
using Tangram.Server.Options;

namespace Tangram.Server.Serving;

/// <summary>A supervised worker with the one variant its segment serves: makes of a batch's items what the worker runs, and back.</summary>
internal sealed class SegmentWorker(SupervisedWorker worker, Segment segment, SegmentLoad load, ServerOptions options) : ISegmentWorker
{
    private readonly VariantLoaded _model = worker.Variants[load.Load.Variant];

    // A model whose first dimension is no batch runs one item at a time, whose shapes are whole.
    private readonly bool _isBatched = load.Load.IsBatched;

    /// <inheritdoc/>
    public Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap) =>
        AreAlike(items) ? RunAlikeAsync(items, isCheap) : RunInGroupsAsync(items);

    private async Task<BatchOutput> RunAlikeAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap)
    {
        var timeout = options.HangFloor + (segment.Latency.Of(items.Count) * options.HangFactor);
        var result = await worker.RunAsync(new WorkerBatch(load.Load.Variant, InputsOf(items)), timeout, isCheap);
        return new BatchOutput(ItemsOf(result, items.Count), result.RunTime, result) { StartedNanoseconds = result.StartedNanoseconds };
    }

    // Items of different shapes cannot lie in one tensor: those that can run together do, one group after the other.
    private async Task<BatchOutput> RunInGroupsAsync(IReadOnlyList<ItemTensor[]> items)
    {
        var outputs = new ItemTensor[items.Count][];
        var owners = new Owners();
        var (runTime, started) = (TimeSpan.Zero, (long?)null);
        try
        {
            foreach (var group in Enumerable.Range(0, items.Count).GroupBy(i => string.Join(';', items[i].Select(t => string.Join(',', t.Shape))), StringComparer.Ordinal))
            {
                var places = group.ToArray();
                var output = await RunAlikeAsync([.. places.Select(p => items[p])], isCheap: false);
                owners.Add(output);
                (runTime, started) = (runTime + output.RunTime, started ?? output.StartedNanoseconds);
                for (var i = 0; i < places.Length; i++)
                {
                    outputs[places[i]] = output.Item(i);
                }
            }

            return new BatchOutput(outputs, runTime, owners) { StartedNanoseconds = started };
        }
        catch
        {
            owners.Dispose();
            throw;
        }
    }

    private static bool AreAlike(IReadOnlyList<ItemTensor[]> items)
    {
        var first = items[0];
        for (var i = 1; i < items.Count; i++)
        {
            for (var input = 0; input < first.Length; input++)
            {
                if (!items[i][input].IsLike(first[input]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private BatchInput[] InputsOf(IReadOnlyList<ItemTensor[]> items)
    {
        var inputs = new BatchInput[_model.Inputs.Count];
        for (var input = 0; input < inputs.Length; input++)
        {
            var pieces = new ReadOnlyMemory<byte>[items.Count];
            for (var i = 0; i < pieces.Length; i++)
            {
                pieces[i] = items[i][input].Data;
            }

            var shape = items[0][input].Shape;
            inputs[input] = new BatchInput(_model.Inputs[input].Name, _model.Inputs[input].Datatype, _isBatched ? [items.Count, .. shape] : shape, pieces);
        }

        return inputs;
    }

    private ItemTensor[][] ItemsOf(BatchResult result, int count)
    {
        var items = new ItemTensor[count][];
        for (var i = 0; i < count; i++)
        {
            items[i] = new ItemTensor[result.Outputs.Count];
        }

        for (var output = 0; output < result.Outputs.Count; output++)
        {
            var tensor = result.Outputs[output];
            if (_isBatched)
            {
                ItemRows.Split(tensor.Data, tensor.Datatype, RowOf(tensor.Shape), items, output);
            }
            else
            {
                items[0][output] = new ItemTensor([.. tensor.Shape], tensor.Data);
            }
        }

        return items;
    }

    private static int[] RowOf(IReadOnlyList<int> shape)
    {
        var row = new int[shape.Count - 1];
        for (var d = 0; d < row.Length; d++)
        {
            row[d] = shape[d + 1];
        }

        return row;
    }

    /// <summary>What several runs' outputs lie in.</summary>
    private sealed class Owners : List<IDisposable>, IDisposable
    {
        public void Dispose() => ForEach(o => o.Dispose());
    }
}
