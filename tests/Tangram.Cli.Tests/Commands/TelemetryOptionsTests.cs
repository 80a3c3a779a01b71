using Tangram.Cli.Commands;
using Tangram.Core.Files;
using Tangram.Server.Options;

namespace Tangram.Cli.Tests.Commands;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void An_option_goes_before_the_environment_and_nothing_is_sent_without_either()
    {
        Assert.Null(TelemetryOptions.ExportOf(null, _ => null));
        Assert.Equal(new TraceExport(new Uri("http://b:1")), TelemetryOptions.ExportOf(null, Environment("http://b:1")));
        Assert.Equal(new TraceExport(new Uri("http://a:1"), IsGrpc: true), TelemetryOptions.ExportOf("http://a:1", Environment("http://b:1", "grpc")));
    }

    [Fact]
    public void A_variable_that_cannot_be_read_is_named()
    {
        Assert.Equal("OTEL_EXPORTER_OTLP_ENDPOINT: 'b:1' is not a URL such as http://127.0.0.1:4318", Assert.Throws<InvalidFileException>(() => TelemetryOptions.ExportOf(null, Environment("b:1"))).Message);
        Assert.Equal("OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' is not known; known: grpc, http/protobuf", Assert.Throws<InvalidFileException>(() => TelemetryOptions.ExportOf("http://a:1", Environment("", "http/json"))).Message);
    }

    [Theory]
    [InlineData("--otlp-endpoint", "collector", "--otlp-endpoint: 'collector' is not a URL such as http://127.0.0.1:4318")]
    [InlineData("--log-format", "xml", "--log-format: 'xml' is not text or json")]
    public async Task An_option_that_cannot_be_read_is_named(string option, string value, string message)
    {
        var run = await CommandRun.Of("serve", option, value);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    private static Func<string, string?> Environment(string endpoint, string? protocol = null) => name => name.EndsWith("ENDPOINT", StringComparison.Ordinal) ? endpoint : protocol;
}
