using Microsoft.ML.OnnxRuntime;
using Tangram.Worker.Runtimes;

namespace Tangram.Devices.Tests.Workers;

public sealed class GpuProviderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_worker_that_was_not_started_for_a_GPU_computes_on_the_CPU(string? devices)
    {
        using var options = new SessionOptions();

        GpuProvider.AddTo(options, devices, "/no/such/folder");
    }

    [Fact]
    public void Without_the_provider_a_worker_for_a_GPU_says_how_to_get_it()
    {
        using var options = new SessionOptions();

        var refusal = Assert.Throws<ModelException>(() => GpuProvider.AddTo(options, "MIG-1", "/no/such/folder"));

        Assert.Contains("libonnxruntime_providers_cuda.so is not in /no/such/folder; 'npm install", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_provider_that_cannot_be_used_is_told_of_on_one_line()
    {
        using var options = new SessionOptions();
        var folder = Directory.CreateTempSubdirectory("tangram-provider-").FullName;
        File.WriteAllText(Path.Combine(folder, GpuProvider.Library), "not a library");

        var refusal = Assert.Throws<ModelException>(() => GpuProvider.AddTo(options, "MIG-1", folder));

        Assert.StartsWith("this worker is for MIG-1, and ONNX Runtime cannot compute there: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Directory.Delete(folder, recursive: true);
    }
}
