using System.CommandLine;
using Tangram.Core.Files;
using Tangram.Server.Options;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>What a server tells of itself while it runs: its log and its traces.</summary>
internal sealed class TelemetryOptions
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private readonly Option<string?> _endpoint = new("--otlp-endpoint") { Description = $"Collector that traces of requests are sent to, such as http://127.0.0.1:4318; {EndpointVariable}, or nowhere, unless given", HelpName = "URL" };
    private readonly Option<string> _log = new("--log-format") { Description = "How the log is written to standard error: text, or json with an object on each line", HelpName = "text|json", DefaultValueFactory = _ => "text" };

    public TelemetryOptions()
    {
        Options.Require(_endpoint, v => v is null || Url(v) is not null, "a URL such as http://127.0.0.1:4318");
        Options.Require(_log, v => v is "text" or "json", "text or json");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_endpoint);
        command.Options.Add(_log);
    }

    /// <summary>What was given, or is in the environment.</summary>
    /// <exception cref="InvalidFileException">A variable is not what it should be.</exception>
    public ServerOptions Read(ParseResult parsed, ServerOptions options) => options with
    {
        LogsJson = parsed.GetValue(_log) is "json",
        Traces = ExportOf(parsed.GetValue(_endpoint), Environment.GetEnvironmentVariable),
    };

    /// <summary>Where traces are sent; null for nowhere.</summary>
    /// <param name="given">A URL that was given; null for the one in the environment.</param>
    /// <param name="variable">The environment's variables; null for those that are not set.</param>
    /// <exception cref="InvalidFileException">A variable is not what it should be.</exception>
    public static TraceExport? ExportOf(string? given, Func<string, string?> variable)
    {
        var text = given ?? variable(EndpointVariable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var endpoint = Url(text) ?? throw new InvalidFileException($"{EndpointVariable}: '{text}' is not a URL such as http://127.0.0.1:4318");
        return variable(ProtocolVariable) switch
        {
            null or "" or "http/protobuf" => new TraceExport(endpoint),
            "grpc" => new TraceExport(endpoint, IsGrpc: true),
            var other => throw new InvalidFileException($"{ProtocolVariable}: '{other}' is not known; known: grpc, http/protobuf"),
        };
    }

    private static Uri? Url(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") ? url : null;
}
