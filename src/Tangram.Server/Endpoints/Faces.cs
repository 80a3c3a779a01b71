namespace Tangram.Server.Endpoints;

/// <summary>Keeps what is served at one port from being found at another.</summary>
internal static class Faces
{
    /// <summary>Lets a request go on to a route of its port's face; any other is not found.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FaceFeature>() is { } served && context.Features.Get<FaceFeature>() is { } came && !Serves(came.Face, served.Face))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }

    // Without TLS nothing tells versions of HTTP apart at one port, and gRPC's is that of HTTP/2.
    private static bool Serves(Face port, Face route) => port == route || (port, route) is (Face.Grpc, Face.Http);

    /// <summary>Serves a route at ports of a face.</summary>
    public static void At(this IEndpointConventionBuilder route, Face face) => route.WithMetadata(new FaceFeature(face));
}
