namespace Tangram.Server.Options;

/// <summary>Where traces of requests are sent, as OTLP.</summary>
/// <param name="Endpoint">Base address of the collector, such as <c>http://127.0.0.1:4318</c>; over HTTP they go to <c>v1/traces</c> below it.</param>
/// <param name="IsGrpc">Whether they go as gRPC calls instead of HTTP requests; both carry protobuf.</param>
public sealed record TraceExport(Uri Endpoint, bool IsGrpc = false)
{
    private const string Path = "/v1/traces";

    /// <summary>The address that requests go to.</summary>
    public Uri Address =>
        IsGrpc || Endpoint.AbsolutePath.TrimEnd('/').EndsWith(Path, StringComparison.Ordinal) ? Endpoint : new Uri(Endpoint.ToString().TrimEnd('/') + Path);
}
