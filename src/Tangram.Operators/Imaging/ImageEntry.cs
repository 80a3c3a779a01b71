using Tangram.Core.Catalogs;

namespace Tangram.Operators.Imaging;

/// <summary>Takes a PNG or PNM file and hands on an <see cref="RgbImage"/>.</summary>
internal sealed class ImageEntry : IEntryOperator, ICatalogued<ImageEntry, IEntryOperator>
{
    /// <inheritdoc/>
    public static string Name => "image";

    /// <inheritdoc/>
    public static IEntryOperator Create(Settings settings) => new ImageEntry();

    /// <inheritdoc/>
    public object Read(ReadOnlyMemory<byte> body) => ImageDecoder.Decode(body);
}
