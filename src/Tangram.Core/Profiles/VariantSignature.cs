namespace Tangram.Core.Profiles;

/// <summary>What a variant takes of what segments of a device share, while it runs alone.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="L2">Utilisation of the last cache that segments share, from 0 to 1.</param>
/// <param name="Dram">Utilisation of the memory bandwidth, from 0 to 1.</param>
/// <param name="Source">Where the figures come from: <see cref="Estimated"/>.</param>
/// <param name="BytesPerItem">Bytes that a batch of one item reads and writes, weights included; null where the source does not tell.</param>
/// <param name="OperationsPerItem">Arithmetic operations of a batch of one item, a multiply-add being two; null where the source does not tell.</param>
public sealed record VariantSignature(string Variant, double L2, double Dram, string Source, double? BytesPerItem, double? OperationsPerItem)
{
    /// <summary>The source of figures that are computed from the model file and the latency alone.</summary>
    public const string Estimated = "estimated";
}
