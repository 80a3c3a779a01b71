using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>What the two fake models compute.</summary>
internal static class Models
{
    public static BatchOutput Run(int segmentTask, IReadOnlyList<ReadOnlyMemory<float>> items) =>
        new([1], items.Select(i => i.Span[0] * (segmentTask == 0 ? 1 : 2)).ToArray(), TimeSpan.FromMilliseconds(1), Owner: null);
}
