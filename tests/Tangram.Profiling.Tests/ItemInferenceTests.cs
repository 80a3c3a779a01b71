using Tangram.Core.Applications;
using Tangram.Operators;

namespace Tangram.Profiling.Tests;

public sealed class ItemInferenceTests
{
    private static readonly Variant Pair = Applications.Variant("pair", input: [2, 1]);
    private static readonly ApplicationTask One = Applications.Node("one", Pair);

    private readonly List<int> _batches = [];
    private readonly float[] _outputs = new float[100];

    [Theory]
    [InlineData(0, 4, new int[0])]
    [InlineData(1, 4, new[] { 1 })]
    [InlineData(4, 4, new[] { 4 })]
    [InlineData(5, 4, new[] { 4, 1 })]
    [InlineData(3, 1, new[] { 1, 1, 1 })]
    [InlineData(7, 3, new[] { 3, 3, 1 })]
    public async Task Items_run_in_batches_and_each_gets_its_own_output(int items, int maxBatch, int[] batches)
    {
        var bound = new BoundApplication(Applications.Of([One], []));
        var numbers = Enumerable.Range(1, items).ToList();

        var outcomes = await new ItemInference(bound, RunAsync, task => task == One ? maxBatch : 0).RunAsync(One, Pair, [.. numbers.Cast<object>()]);

        Assert.Equal(batches, _batches);
        Assert.Equal(numbers.Select(n => (n, "2x1", "1x3", $"{n} {n * 10} {n * 100}")), outcomes.Select(o => ((int, string, string, string))o.Value));
    }

    // One buffer for all batches, as shared memory would be.
    private Task<(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs)> RunAsync(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        Assert.Same(Pair, variant);
        Assert.All(inputs, i => Assert.Equal(2, i.Length));
        _batches.Add(inputs.Count);
        float[] outputs = [.. inputs.SelectMany(i => (float[])[i.Span[0], i.Span[1] * 10, i.Span[0] * 100])];
        outputs.CopyTo(_outputs, 0);
        return Task.FromResult<(IReadOnlyList<int>, ReadOnlyMemory<float>)>(([1, 3], _outputs.AsMemory(0, outputs.Length)));
    }
}
