using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Console;
using Tangram.Server.Metrics;
using Tangram.Server.Options;
using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary>The HTTP side of a server: it knows of an application and its executor, and nothing of workers.</summary>
internal static class HttpFront
{
    /// <summary>A web application that listens as the options say, without addresses to serve yet.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = options.DrainTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Bodies are counted by RequestBody, which answers with a line of JSON; this is the belt to its braces.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(new IPEndPoint(options.Address, options.Port));
        });
        return builder.Build();
    }

    /// <summary>Says what is served where; the web application can be started then.</summary>
    public static void Serve(WebApplication web, ServedApplication served, PrometheusText metrics, ILogger logger)
    {
        web.Use((context, next) => ErrorMiddleware.InvokeAsync(context, next, logger));
        Routes.Map(web, served, metrics);
        web.Lifetime.ApplicationStopping.Register(served.Executor.Drain);
    }

    /// <summary>Where a started web application listens.</summary>
    public static Uri AddressOf(WebApplication web) =>
        new(web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
}
