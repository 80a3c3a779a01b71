using System.Globalization;
using Tangram.Core.Files;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Repository;

/// <summary>Reads Triton's model configurations, as far as they have a meaning here.</summary>
/// <remarks>
/// A field that only tunes a machine we do not have is passed over with a note; one that would make the model answer otherwise is
/// refused, since serving it regardless would be serving something else.
/// </remarks>
internal static partial class ModelConfigurationReader
{
    /// <summary>What runs models, as a configuration's <c>platform</c> and as metadata name it.</summary>
    public const string Platform = "onnxruntime_onnx";

    private const string Backend = "onnxruntime";
    private const int LargestBatch = 4096;
    private const int MostInstances = 64;
    private const int MostDimensions = 16;
    private const long LongestDelayMicroseconds = 3_600_000_000;
    private const string TypePrefix = "TYPE_";

    /// <summary>Reads a configuration in protobuf's text format.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <exception cref="InvalidFileException">It is not a configuration that can be served; holds every fault.</exception>
    public static WrittenConfiguration Read(string text, string file) => Read(ProtoText.Parse(text, file), file, isJson: false);

    /// <summary>Reads a configuration in JSON, as a client may send one with a request to load a model.</summary>
    /// <exception cref="InvalidFileException">It is not a configuration that can be served; holds every fault.</exception>
    public static WrittenConfiguration ReadJson(string text, string source) => Read(ProtoJson.Parse(text, source), source, isJson: true);

    private static WrittenConfiguration Read(IReadOnlyList<ProtoField> fields, string file, bool isJson)
    {
        var reading = new ProtoReading(isJson);
        var top = new ProtoSection(fields, 0, string.Empty, reading);
        CheckRuntime(top);
        var written = new WrittenConfiguration(file)
        {
            Name = top.Text("name"),
            MaxBatchSize = (int?)top.Whole("max_batch_size", 0, LargestBatch),
            Inputs = Tensors(top, "input"),
            Outputs = Tensors(top, "output"),
            Batching = top.Section("dynamic_batching") is { } batching ? Batching(batching) : null,
            Instances = Instances(top),
            ModelFileName = FileName(top, "default_model_filename"),
            AllowedVersions = top.Section("version_policy") is { } policy ? AllowedVersions(policy) : null,
        };
        RefuseTheRest(top);
        return reading.Faults.Count == 0 ? written with { Notes = reading.Notes } : throw new InvalidFileException(file, reading.Faults);
    }

    /// <summary>Whether a text names a file in a folder and nothing outside of it.</summary>
    internal static bool IsFileName(string text) => text.Length is > 0 and <= 255 && text is not ("." or "..") && !text.AsSpan().ContainsAny('/', '\\', '\0');

    private static void CheckRuntime(ProtoSection top)
    {
        if (top.Text("platform") is { Length: > 0 } and not Platform and var platform)
        {
            top.Fault("platform", $"platform '{platform}' is not served here; only \"{Platform}\" is");
        }

        if (top.Text("backend") is { Length: > 0 } and not Backend and var backend)
        {
            top.Fault("backend", $"backend '{backend}' is not served here; only \"{Backend}\" is");
        }
    }

    private static List<WrittenTensor> Tensors(ProtoSection top, string field)
    {
        var tensors = new List<WrittenTensor>();
        foreach (var section in top.Sections(field))
        {
            var tensor = new WrittenTensor(section.Text("name") ?? string.Empty, Type(section), section.Wholes("dims", -1, long.MaxValue), section.Line)
            {
                LabelFile = field is "output" ? FileName(section, "label_filename") : null,
            };
            if (tensor.Name.Length == 0)
            {
                section.Fault($"an {field} has no name; give it the name it has in the model file");
            }
            else if (tensors.Exists(t => string.Equals(t.Name, tensor.Name, StringComparison.Ordinal)))
            {
                section.Fault($"{field} '{tensor.Name}' is given twice; leave one out");
            }

            if (tensor.Dimensions is { } dimensions && (dimensions.Contains(0) || dimensions.Count > MostDimensions))
            {
                section.Fault("dims", $"'{field}.dims' must be up to {MostDimensions} numbers of 1 or more, or -1 for any");
            }

            RefuseTheRest(section, isInput: field is "input");
            tensors.Add(tensor);
        }

        return tensors;
    }

    private static Datatype? Type(ProtoSection section)
    {
        if (section.Word("data_type") is not { } word)
        {
            return null;
        }

        if (Datatype.All.FirstOrDefault(t => string.Equals(Word(t), word, StringComparison.Ordinal)) is not { } type)
        {
            section.Fault("data_type", $"data_type '{word}' is not known; known: {string.Join(", ", Datatype.All.Select(Word))}");
            return null;
        }

        return type;
    }

    private static string Word(Datatype type) => type == Datatype.Bytes ? "TYPE_STRING" : TypePrefix + type.Name;

    private static string? FileName(ProtoSection section, string field)
    {
        if (section.Text(field) is not { Length: > 0 } name)
        {
            return null;
        }

        if (!IsFileName(name))
        {
            section.Fault(field, $"'{field}' must be the name of a file, without a folder");
        }

        return name;
    }

    private static DynamicBatching Batching(ProtoSection section)
    {
        var delay = section.Whole("max_queue_delay_microseconds", 0, LongestDelayMicroseconds) ?? 0;
        var preferred = section.Wholes("preferred_batch_size", 1, LargestBatch) ?? [];
        section.PassOver("preserve_ordering");
        section.Refuse("priority_levels", "requests say their priority themselves, with the parameter priority; leave it out");
        section.Refuse("default_priority_level", "requests say their priority themselves, with the parameter priority; leave it out");
        section.Refuse("default_queue_policy", "how long a request may wait is set with the server's options; leave it out");
        section.Refuse("priority_queue_policy", "requests say their priority themselves, with the parameter priority; leave it out");
        section.Finish();
        return new DynamicBatching(TimeSpan.FromMicroseconds(delay), [.. preferred.Select(p => (int)p).Distinct().Order()]);
    }

    private static int Instances(ProtoSection top)
    {
        long instances = 0;
        foreach (var group in top.Sections("instance_group"))
        {
            instances += group.Whole("count", 1, MostInstances) ?? 1;
            var kind = group.Word("kind");
            if (kind is "KIND_GPU")
            {
                group.Fault("kind", "kind KIND_GPU is not supported: models run on the CPU; write KIND_CPU or KIND_AUTO");
            }
            else if (kind is not (null or "KIND_CPU" or "KIND_AUTO"))
            {
                group.Fault("kind", $"kind '{kind}' is not supported; write KIND_CPU or KIND_AUTO");
            }

            group.Refuse("gpus", "models run on the CPU; leave it out");
            group.Refuse("secondary_devices", "models run on the CPU; leave it out");
            group.RefuseTrue("passive", "every instance takes requests; leave it out");
            group.PassOver("name", "rate_limiter", "profile", "host_policy");
            group.Finish();
            if (instances > MostInstances)
            {
                group.Fault(string.Create(CultureInfo.InvariantCulture, $"instance groups have more than {MostInstances} instances together; give fewer"));
                break;
            }
        }

        return (int)Math.Max(1, instances);
    }

    private static IReadOnlyList<long>? AllowedVersions(ProtoSection policy)
    {
        // One version is served, the highest; the policies that would serve more differ in nothing else.
        policy.PassOver("all");
        if (policy.Section("latest") is { } latest)
        {
            if (latest.Whole("num_versions", 1, int.MaxValue) > 1)
            {
                latest.PassOver("num_versions");
            }

            latest.Finish();
        }

        IReadOnlyList<long>? versions = null;
        if (policy.Section("specific") is { } specific)
        {
            versions = specific.Wholes("versions", 1, long.MaxValue) ?? [];
            specific.Finish();
        }

        policy.Finish();
        return versions;
    }

    private static void RefuseTheRest(ProtoSection tensor, bool isInput)
    {
        tensor.Refuse("reshape", "tensors are given to the model as they come; leave it out and send the shape that the model file states");
        tensor.RefuseTrue("is_shape_tensor", "ONNX Runtime has no shape tensors; leave it out");
        tensor.RefuseTrue("is_non_linear_format_io", "ONNX Runtime has linear tensors only; leave it out");
        if (isInput)
        {
            tensor.RefuseTrue("allow_ragged_batch", "items of a batch have one shape; leave it out");
            tensor.RefuseTrue("optional", "every input must be given; leave it out");
            tensor.PassOver("format");
        }

        tensor.Finish();
    }

    private static void RefuseTheRest(ProtoSection top)
    {
        top.Refuse("ensemble_scheduling", "several models in a row are an application here, with a file of its own");
        top.Refuse("sequence_batching", "models keep no state between requests");
        top.Refuse("batch_input", "a model's inputs all come from the request");
        top.Refuse("batch_output", "a model's outputs are cut item by item");
        top.Refuse("model_operations", "operators come with ONNX Runtime alone");
        top.Refuse("model_repository_agents", "model files are served as they are");
        if (top.Section("model_transaction_policy") is { } transaction)
        {
            transaction.RefuseTrue("decoupled", "every request has one answer; leave it out");
            transaction.Finish();
        }

        top.PassOver("optimization", "parameters", "model_warmup", "metric_tags", "model_metrics", "response_cache", "cc_model_filenames", "runtime");
        top.Finish();
    }
}
