namespace Tangram.Cli.Watching;

/// <summary>What a model did between two readings.</summary>
/// <param name="Model">Its name.</param>
/// <param name="RequestsPerSecond">Requests answered per second.</param>
/// <param name="FailuresPerSecond">Requests refused, dropped or failed per second.</param>
/// <param name="BatchSize">Items in a batch on average; null where none ran.</param>
/// <param name="RequestMs">Time of a request on average, milliseconds; null where none was answered.</param>
/// <param name="QueueMs">The part of it spent waiting.</param>
/// <param name="InferMs">The part of it spent in inference.</param>
/// <param name="Pending">Requests let in and not ended.</param>
internal sealed record ModelActivity(
    string Model, double RequestsPerSecond, double FailuresPerSecond, double? BatchSize, double? RequestMs, double? QueueMs, double? InferMs, int Pending)
{
    /// <summary>Every model's activity.</summary>
    public static IReadOnlyList<ModelActivity> Between(MetricsReading before, MetricsReading after, TimeSpan time) =>
        [.. after.Values("nv_inference_request_success", "model").Select(m => Of(m, before, after, time.TotalSeconds))];

    private static ModelActivity Of(string model, MetricsReading before, MetricsReading after, double seconds)
    {
        var answered = Grown("nv_inference_request_success");
        return new ModelActivity(
            model,
            answered / seconds,
            Grown("nv_inference_request_failure") / seconds,
            Ratio(Grown("nv_inference_count"), Grown("nv_inference_exec_count")),
            Milliseconds("nv_inference_request_duration_us"),
            Milliseconds("nv_inference_queue_duration_us"),
            Milliseconds("nv_inference_compute_infer_duration_us"),
            (int)(after.Sum("nv_inference_pending_request_count", ("model", model)) ?? 0));

        double Grown(string metric) => after.Grown(before, metric, ("model", model));

        double? Milliseconds(string metric) => Ratio(Grown(metric) / 1000, answered);
    }

    private static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;
}
