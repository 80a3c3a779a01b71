using Microsoft.ML.OnnxRuntime;
using Tangram.Protocol.Worker;

namespace Tangram.Worker.Runtimes;

/// <summary>Has ONNX Runtime compute on the GPU, or the part of one, that a worker was started for.</summary>
/// <remarks>
/// That is where <c>CUDA_VISIBLE_DEVICES</c> names a device by its UUID, as partitioners do; a number, as people have it in their shells, leaves the worker on the CPU,
/// and so does a <see cref="GpuRehearsal"/>. Not yet run on a GPU.
/// </remarks>
internal static class GpuProvider
{
    /// <summary>The variable that says which GPUs a process sees.</summary>
    public const string DevicesVariable = "CUDA_VISIBLE_DEVICES";

    /// <summary>ONNX Runtime's library for GPUs, which looks for it beside its own.</summary>
    public const string Library = "libonnxruntime_providers_cuda.so";

    /// <summary>Adds the provider, if the worker was started for a GPU.</summary>
    /// <param name="options">What the session is made with.</param>
    /// <param name="devices">What the variable says; null where it is not set.</param>
    /// <param name="folder">The folder of ONNX Runtime's libraries.</param>
    /// <exception cref="ModelException">The provider is not there, or cannot be used.</exception>
    public static void AddTo(SessionOptions options, string? devices, string folder)
    {
        if (GpuRehearsal.IsOn || devices is null || !(devices.StartsWith("MIG-", StringComparison.Ordinal) || devices.StartsWith("GPU-", StringComparison.Ordinal)))
        {
            return;
        }

        if (!File.Exists(Path.Combine(folder, Library)))
        {
            throw new ModelException($"this worker is for {devices}, and ONNX Runtime's provider for GPUs is missing: {Library} is not in {folder}; 'npm install --no-save --ignore-scripts com.github.asus4.onnxruntime.linux-x64-gpu@0.4.9' in the repository brings it to the next build");
        }

        try
        {
            // Batches are of any size up to the largest, and the default is to try every algorithm on each size that was not seen before, while requests wait.
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>(StringComparer.Ordinal) { ["device_id"] = "0", ["cudnn_conv_algo_search"] = "HEURISTIC" });
            options.AppendExecutionProvider_CUDA(cuda);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            throw new ModelException($"this worker is for {devices}, and ONNX Runtime cannot compute there: {e.Message.ReplaceLineEndings(" ")}; CUDA 12 and cuDNN 9 must be where the loader finds them", e);
        }
    }
}
