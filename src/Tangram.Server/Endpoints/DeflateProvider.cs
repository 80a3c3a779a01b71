using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Tangram.Server.Endpoints;

/// <summary>Answers with <c>Content-Encoding: deflate</c>, which HTTP calls the format of zlib; clients of Triton may ask for it.</summary>
internal sealed class DeflateProvider : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => "deflate";

    /// <inheritdoc/>
    public bool SupportsFlush => true;

    /// <inheritdoc/>
    public Stream CreateStream(Stream outputStream) => new ZLibStream(outputStream, CompressionLevel.Fastest, leaveOpen: true);
}
