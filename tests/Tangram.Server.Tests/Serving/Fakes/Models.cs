using System.Runtime.InteropServices;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>What the two fake models compute.</summary>
internal static class Models
{
    public static BatchOutput Run(int segmentTask, IReadOnlyList<ItemTensor[]> items) =>
        new([.. items.Select(i => new[] { Tensor(Float(i[0]) * (segmentTask == 0 ? 1 : 2)) })], TimeSpan.FromMilliseconds(1), owner: null);

    /// <summary>A tensor of one number.</summary>
    public static ItemTensor Tensor(float value) => new([1], BitConverter.GetBytes(value));

    /// <summary>The first number of a tensor.</summary>
    public static float Float(ItemTensor tensor) => MemoryMarshal.Read<float>(tensor.Data.Span);
}
