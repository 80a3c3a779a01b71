using System.Globalization;
using System.Text;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Metrics;

/// <summary>What models have done under the names that Triton's metrics have, so that dashboards made for it show it.</summary>
internal static class TritonMetrics
{
    private static readonly (string Name, string Help, Func<ModelStatistics, long> Value)[] Counters =
    [
        ("nv_inference_request_success", "Requests that were answered", s => s.Success.Count),
        ("nv_inference_count", "Items that ran", s => s.InferenceCount),
        ("nv_inference_exec_count", "Batches that ran", s => s.ExecutionCount),
        ("nv_inference_request_duration_us", "Time from arrival to answer, microseconds in all", s => Microseconds(s.Success)),
        ("nv_inference_queue_duration_us", "Waiting of answered requests, microseconds in all", s => Microseconds(s.Queue)),
        ("nv_inference_compute_input_duration_us", "Moving inputs of answered requests to the model, microseconds in all", s => Microseconds(s.ComputeInput)),
        ("nv_inference_compute_infer_duration_us", "Inference of answered requests, microseconds in all", s => Microseconds(s.ComputeInfer)),
        ("nv_inference_compute_output_duration_us", "Moving outputs of answered requests from the model, microseconds in all", s => Microseconds(s.ComputeOutput)),
    ];

    /// <summary>Writes them.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<ModelCounters> models)
    {
        var read = models.Select(m => (Labels: LabelsOf(m), Statistics: m.Read(), Counters: m)).ToList();
        foreach (var (name, help, value) in Counters)
        {
            Head(text, name, help, "counter");
            foreach (var model in read)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{{{model.Labels}}} {value(model.Statistics)}\n");
            }
        }

        Head(text, "nv_inference_request_failure", "Requests that were not answered, by why", "counter");
        foreach (var model in read)
        {
            foreach (var (reason, count) in model.Counters.Failures())
            {
                text.Append(CultureInfo.InvariantCulture, $"nv_inference_request_failure{{{model.Labels},reason=\"{PrometheusText.Escape(reason)}\"}} {count}\n");
            }
        }

        Head(text, "nv_inference_pending_request_count", "Requests that were let in and have not ended", "gauge");
        foreach (var model in read)
        {
            text.Append(CultureInfo.InvariantCulture, $"nv_inference_pending_request_count{{{model.Labels}}} {model.Counters.Pending}\n");
        }
    }

    private static void Head(StringBuilder text, string name, string help, string kind) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");

    private static string LabelsOf(ModelCounters model) =>
        $"model=\"{PrometheusText.Escape(model.Model)}\",version=\"{PrometheusText.Escape(model.Version)}\"";

    private static long Microseconds(DurationStatistic duration) => duration.Nanoseconds / 1000;
}
