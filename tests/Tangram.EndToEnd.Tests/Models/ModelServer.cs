using Tangram.Cli.Demos;
using Tangram.Protocol.OpenInference;
using Tangram.TestKit.Onnx;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>A real server of the test models, and of identity models: <c>every</c> of every datatype, <c>typed</c> of those that gRPC has fields for.</summary>
public sealed class ModelServer : IAsyncLifetime
{
    private readonly ModelFolder _models = new();

    /// <summary>Datatypes that a gRPC message can hold other than as bytes.</summary>
    public static IReadOnlyList<Datatype> Typed { get; } = [.. Datatype.All.Where(d => d != Datatype.Fp16 && d != Datatype.Bf16)];

    internal ServerProcess Process { get; private set; } = null!;

    /// <summary>Calls it over HTTP.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _models.With("every", Identity(Datatype.All)).With("typed", Identity(Typed));
        Process = await ServerProcess.StartAsync(["--test-models", "--model-repository", _models.Path], TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = Process.Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        _models.Dispose();
    }

    private static byte[] Identity(IEnumerable<Datatype> datatypes) => OnnxModels.Identity([.. datatypes.Select(d => (d, new long[] { -1, 3 }))]);
}
