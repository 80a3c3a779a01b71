namespace Tangram.Server.Serving;

/// <summary>A batch's output.</summary>
/// <param name="ItemShape">Shape of one item's output.</param>
/// <param name="Data">All items' outputs, one after the other.</param>
/// <param name="RunTime">How long inference took in the worker.</param>
/// <param name="Owner">Gives the memory back.</param>
internal sealed record BatchOutput(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Data, TimeSpan RunTime, IDisposable? Owner) : IDisposable
{
    /// <summary>When inference began, on the machine's monotonic clock in nanoseconds; null where the worker does not say.</summary>
    public long? StartedNanoseconds { get; init; }

    private readonly int _itemLength = ItemShape.Aggregate(1, (product, size) => product * size);

    /// <summary>One item's output.</summary>
    public ReadOnlyMemory<float> Item(int index) => Data.Slice(index * _itemLength, _itemLength);

    public void Dispose() => Owner?.Dispose();
}
