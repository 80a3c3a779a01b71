namespace Tangram.TestKit;

/// <summary>Public measurements that are not part of the repository; tests that need them are skipped where they are not there.</summary>
public static class SharedData
{
    /// <summary>ParvaGPU's public data, beside the repository.</summary>
    public static string ParvaGpu { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "parvagpu"));

    /// <summary>Why tests over ParvaGPU's data cannot run; null where they can.</summary>
    public static string? WithoutParvaGpu { get; } = Directory.Exists(ParvaGpu) ? null : $"{ParvaGpu} is not there: it holds prof_data, SLO and deployment of github.com/MunQ-Lee/ParvaGPU_SC24";

    /// <summary>The Azure LLM inference traces, beside the repository.</summary>
    public static string AzureLlm { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "azure-llm"));

    /// <summary>Why tests over the Azure traces cannot run; null where they can.</summary>
    public static string? WithoutAzureLlm { get; } = Directory.Exists(AzureLlm) ? null : $"{AzureLlm} is not there: it holds the LLM inference traces of github.com/Azure/AzurePublicDataset";

    /// <summary>OpenAPI documents of the Open Inference Protocol, beside the repository.</summary>
    public static string Specifications { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "spec"));

    /// <summary>Why tests over those documents cannot run; null where they can.</summary>
    public static string? WithoutSpecifications { get; } = Directory.Exists(Specifications)
        ? null
        : $"{Specifications} is not there: it holds open_inference_rest.yaml of github.com/kserve/open-inference-protocol and mlserver_dataplane.json, openapi/dataplane.json of github.com/SeldonIO/MLServer";

    /// <summary>The profiles, by file.</summary>
    public static IReadOnlyList<(string File, string Text)> ParvaGpuProfiles() =>
        [.. Directory.GetFiles(Path.Combine(ParvaGpu, "prof_data"), "*.csv").Order(StringComparer.Ordinal).Select(f => (f, File.ReadAllText(f)))];

    /// <summary>A file and its text.</summary>
    public static (string File, string Text) ParvaGpuFile(params string[] path)
    {
        var file = Path.Combine([ParvaGpu, .. path]);
        return (file, File.ReadAllText(file));
    }
}
