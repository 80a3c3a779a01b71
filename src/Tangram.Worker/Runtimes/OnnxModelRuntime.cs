using Microsoft.ML.OnnxRuntime;
using Tangram.Core.Catalogs;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>Computes ONNX models with ONNX Runtime, on the CPU or on the GPU that the worker was started for.</summary>
/// <param name="memory">How activations are kept: see <see cref="ActivationMemory"/>.</param>
internal sealed class OnnxModelRuntime(ActivationMemory memory) : IModelRuntime, ICatalogued<OnnxModelRuntime, IModelRuntime>
{
    /// <inheritdoc/>
    public static string Name => "onnx";

    /// <inheritdoc/>
    public static IModelRuntime Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OnnxModelRuntime((settings.Text("memory") ?? "keep") switch
        {
            "keep" => ActivationMemory.Keep,
            "shrink" => ActivationMemory.Shrink,
            var other => throw new FormatException($"memory: '{other}' is neither keep nor shrink"),
        });
    }

    /// <inheritdoc/>
    public ILoadedModel Load(LoadVariant variant)
    {
        if (!File.Exists(variant.ModelPath))
        {
            throw new ModelException($"model file '{variant.ModelPath}' of variant '{variant.Variant}' does not exist: correct the variant's path in the application file");
        }

        try
        {
            using var options = Options(variant.Threads);
            GpuProvider.AddTo(options, Environment.GetEnvironmentVariable(GpuProvider.DevicesVariable), AppContext.BaseDirectory);
            var session = new InferenceSession(variant.ModelPath, options);
            return OnnxLoadedModel.Create(session, variant, memory);
        }
        catch (Exception e) when (e is DllNotFoundException || e.InnerException is DllNotFoundException)
        {
            throw new ModelException("libonnxruntime.so is not beside the worker or cannot be loaded: run './tangram', which installs and builds what is missing", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"model file '{variant.ModelPath}' of variant '{variant.Variant}' cannot be loaded: {e.Message}", e);
        }
    }

    // Measured on the OCR models: without the arena every tensor is fresh memory and page faults make a batch up to three
    // times slower; with the memory pattern one block for a whole batch comes on top of the arena, 60 MB for text detection.
    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableCpuMemArena = true,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Spinning threads would take the cores they share with the front end and with other segments.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }
}
