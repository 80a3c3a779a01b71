namespace Tangram.Server.Endpoints;

/// <summary>The header <c>Tangram-Partial</c>, which says that items of a request were given up.</summary>
internal static class PartialHeader
{
    public static void Set(HttpResponse response, bool isPartial)
    {
        if (isPartial)
        {
            response.Headers["Tangram-Partial"] = "true";
        }
    }
}
