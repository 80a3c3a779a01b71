using System.Text.Json;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Endpoints;

/// <summary>What is said of servers and models, in the shapes of the Open Inference Protocol and of Triton's extensions.</summary>
internal static class ModelJson
{
    public static void Server(Utf8JsonWriter json, ServerMetadata server)
    {
        json.WriteStartObject();
        json.WriteString("name", server.Name);
        json.WriteString("version", server.Version);
        Texts(json, "extensions", server.Extensions);
        json.WriteEndObject();
    }

    public static void Metadata(Utf8JsonWriter json, ModelMetadata model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        Texts(json, "versions", model.Versions);
        json.WriteString("platform", model.Platform);
        List(json, "inputs", model.Inputs, Tensor);
        List(json, "outputs", model.Outputs, Tensor);
        json.WriteEndObject();
    }

    public static void Configuration(Utf8JsonWriter json, ModelConfiguration model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteString("platform", model.Platform);
        json.WriteString("backend", model.Platform.Split('_')[0]);
        json.WriteStartObject("version_policy");
        json.WriteStartObject("latest");
        json.WriteNumber("num_versions", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("max_batch_size", model.MaxBatchSize);
        List(json, "input", model.Inputs, ConfiguredTensor);
        List(json, "output", model.Outputs, ConfiguredTensor);
        List(json, "instance_group", [model], InstanceGroup);
        if (model.Batching is { } batching)
        {
            json.WriteStartObject("dynamic_batching");
            json.WriteStartArray("preferred_batch_size");
            foreach (var size in batching.PreferredSizes)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteNumber("max_queue_delay_microseconds", (long)batching.MaxQueueDelay.TotalMicroseconds);
            json.WriteEndObject();
        }

        json.WriteStartObject("parameters");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Statistics(Utf8JsonWriter json, IReadOnlyList<ModelStatistics> models)
    {
        json.WriteStartObject();
        List(json, "model_stats", models, Statistics);
        json.WriteEndObject();
    }

    public static void Repository(Utf8JsonWriter json, IReadOnlyList<RepositoryEntry> models)
    {
        json.WriteStartArray();
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("version", model.Version);
            json.WriteString("state", model.State);
            json.WriteString("reason", model.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Tensor(Utf8JsonWriter json, TensorMetadata tensor)
    {
        json.WriteString("name", tensor.Name);
        json.WriteString("datatype", tensor.Datatype.Name);
        Shape(json, "shape", tensor.Shape);
    }

    private static void ConfiguredTensor(Utf8JsonWriter json, TensorMetadata tensor)
    {
        json.WriteString("name", tensor.Name);
        json.WriteString("data_type", tensor.Datatype == Datatype.Bytes ? "TYPE_STRING" : "TYPE_" + tensor.Datatype.Name);
        Shape(json, "dims", tensor.Shape);
    }

    private static void InstanceGroup(Utf8JsonWriter json, ModelConfiguration model)
    {
        json.WriteString("name", model.Name);
        json.WriteString("kind", "KIND_CPU");
        json.WriteNumber("count", model.Instances);
    }

    private static void Statistics(Utf8JsonWriter json, ModelStatistics model)
    {
        json.WriteString("name", model.Name);
        json.WriteString("version", model.Version);
        json.WriteNumber("last_inference", model.LastInferenceMilliseconds);
        json.WriteNumber("inference_count", model.InferenceCount);
        json.WriteNumber("execution_count", model.ExecutionCount);
        json.WriteStartObject("inference_stats");
        Duration(json, "success", model.Success);
        Duration(json, "fail", model.Fail);
        Duration(json, "queue", model.Queue);
        Duration(json, "compute_input", model.ComputeInput);
        Duration(json, "compute_infer", model.ComputeInfer);
        Duration(json, "compute_output", model.ComputeOutput);
        Duration(json, "cache_hit", default);
        Duration(json, "cache_miss", default);
        json.WriteEndObject();
        List(json, "batch_stats", model.Batches, Batch);
    }

    private static void Batch(Utf8JsonWriter json, BatchStatistic batch)
    {
        json.WriteNumber("batch_size", batch.BatchSize);
        Duration(json, "compute_input", batch.ComputeInput);
        Duration(json, "compute_infer", batch.ComputeInfer);
        Duration(json, "compute_output", batch.ComputeOutput);
    }

    private static void Duration(Utf8JsonWriter json, string name, DurationStatistic duration)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", duration.Count);
        json.WriteNumber("ns", duration.Nanoseconds);
        json.WriteEndObject();
    }

    private static void Shape(Utf8JsonWriter json, string name, IReadOnlyList<long> shape)
    {
        json.WriteStartArray(name);
        foreach (var size in shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> entries, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            write(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
