using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tangram.Core.Time;
using Tangram.Server.Options;
using Tangram.Server.Serving;

namespace Tangram.Server.Tracing;

/// <summary>Makes a span of each request and of its part in each batch, and sends them to a collector. There is none unless a collector is named.</summary>
internal sealed class RequestTracing : IDisposable
{
    private const string Name = "Tangram.Server";

    private readonly ActivitySource _source;
    private readonly TracerProvider _provider;
    private readonly ServingClock _clock;

    /// <param name="export">Where to.</param>
    /// <param name="clock">The time line that requests arrive on.</param>
    public RequestTracing(TraceExport export, ServingClock clock)
    {
        var version = typeof(RequestTracing).Assembly.GetName().Version?.ToString(3);
        (_source, _clock) = (new ActivitySource(Name, version), clock);

        // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last, and so goes before what we say.
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddService("tangram", serviceVersion: version).AddEnvironmentVariableDetector();
        _provider = Sdk.CreateTracerProviderBuilder().AddSource(Name).SetResourceBuilder(resource).AddOtlpExporter(o =>
        {
            o.Endpoint = export.Address;
            o.Protocol = export.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        }).Build();
        RequestTrace.Enable();
    }

    /// <summary>Runs a request within a span of its own.</summary>
    /// <param name="headers">Its headers; a <c>traceparent</c> among them says what the span is part of.</param>
    /// <param name="model">The model it is for.</param>
    /// <param name="version">The version asked for; empty for any.</param>
    /// <param name="arrivedAt">When it came.</param>
    /// <param name="run">Runs it.</param>
    public async Task RunAsync(IHeaderDictionary headers, string model, string version, Instant arrivedAt, Func<Task> run)
    {
        // The web server has an activity for each request that nobody exports: a span must not be its child.
        Activity.Current = null;
        var origin = _clock.Date - (_clock.Now - Instant.Start);
        var activity = _source.StartActivity($"infer {model}", ActivityKind.Server, ParentOf(headers), startTime: origin + (arrivedAt - Instant.Start));
        if (activity is not { IsAllDataRequested: true })
        {
            activity?.Dispose();
            await run();
            return;
        }

        using var trace = new RequestTrace(_source, activity, origin);
        trace.Begin(model, version);
        try
        {
            await run();
        }
        catch (Exception fault)
        {
            trace.Fail(fault);
            throw;
        }
    }

    /// <summary>Sends what was not sent yet, as long as that takes no more than a few seconds.</summary>
    public void Dispose()
    {
        _provider.Dispose();
        _source.Dispose();
    }

    private static ActivityContext ParentOf(IHeaderDictionary headers) =>
        headers.TryGetValue("traceparent", out var parent) && ActivityContext.TryParse(parent, Text(headers["tracestate"]), isRemote: true, out var context) ? context : default;

    private static string? Text(StringValues values) => values.Count == 0 ? null : values.ToString();
}
