using System.Diagnostics;
using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Grpc;
using Tangram.Server.Inference;
using Tangram.Server.Serving;

namespace Tangram.Server.Tracing;

/// <summary>The span of one request that is under way, which becomes the parent of spans of its batches.</summary>
/// <remarks>The executor notes batches and the end from other threads, but not beside each other: under its lock, or before the request goes on.</remarks>
internal sealed class RequestTrace : IDisposable
{
    private static readonly AsyncLocal<RequestTrace?> Flowing = new();
    private static volatile bool s_isEnabled;

    private readonly ActivitySource _source;
    private readonly Activity _activity;
    private readonly DateTimeOffset _origin;
    private readonly ActivityContext _context;
    private string? _outcome;

    /// <param name="source">Makes the spans.</param>
    /// <param name="activity">The request's span, started.</param>
    /// <param name="origin">When the time line of requests began.</param>
    public RequestTrace(ActivitySource source, Activity activity, DateTimeOffset origin)
    {
        (_source, _activity, _origin, _context) = (source, activity, origin, activity.Context);
        Flowing.Value = this;
    }

    /// <summary>Whether anything in this process is traced; where nothing is, nothing is spent on it.</summary>
    public static bool IsEnabled => s_isEnabled;

    /// <summary>The trace of the request that this code runs for; null where it is not traced.</summary>
    public static RequestTrace? Current => s_isEnabled ? Flowing.Value : null;

    /// <summary>From now on requests may be traced.</summary>
    public static void Enable() => s_isEnabled = true;

    /// <summary>Says what is known as the request comes.</summary>
    public void Begin(string model, string version)
    {
        _activity.SetTag("tangram.model", model);
        if (version.Length > 0)
        {
            _activity.SetTag("tangram.version", version);
        }
    }

    /// <summary>What its client calls the request.</summary>
    public void Identify(string? id)
    {
        if (!string.IsNullOrEmpty(id))
        {
            _activity.SetTag("tangram.request_id", id);
        }
    }

    /// <summary>The request was let in.</summary>
    public void Accepted(string application) => _activity.SetTag("tangram.application", application);

    /// <summary>The request ended.</summary>
    /// <param name="outcome">How, as metrics count it.</param>
    /// <param name="left">Time it had left; negative where it was late.</param>
    public void Ended(string outcome, TimeSpan left)
    {
        _activity.SetTag("tangram.outcome", _outcome = outcome);
        _activity.SetTag("tangram.deadline_left_ms", left.TotalMilliseconds);
    }

    /// <summary>The request is answered with a fault.</summary>
    public void Fail(Exception fault)
    {
        var outcome = fault switch
        {
            InferenceException { Fault: InferenceFault.Unavailable } => "refused",
            InferenceException { Fault: InferenceFault.Failed } => "failed",
            InferenceException or InvalidInputException or ProtocolException or GrpcException or BadHttpRequestException => "invalid",
            OperationCanceledException => "cancelled",
            _ => "failed",
        };
        if (_outcome is null)
        {
            _activity.SetTag("tangram.outcome", outcome);
        }

        // What a client did wrong is no error of a server's span.
        if (outcome is not "invalid")
        {
            _activity.SetStatus(ActivityStatusCode.Error, fault.Message);
        }
    }

    /// <summary>Items of the request ran in a batch.</summary>
    public void Ran(BatchPart part, in BatchTimes times)
    {
        using var span = _source.StartActivity($"task {part.Task}", ActivityKind.Internal, _context, startTime: At(times.Decided));
        if (span is null)
        {
            return;
        }

        span.SetTag("tangram.segment", part.Segment);
        span.SetTag("tangram.variant", part.Variant);
        span.SetTag("tangram.batch_size", part.BatchSize);
        span.SetTag("tangram.items", part.Items);
        span.SetTag("tangram.queue_ms", (times.Decided - part.ReadyAt).TotalMilliseconds);
        if (part.Fault is { } fault)
        {
            span.SetStatus(ActivityStatusCode.Error, fault);
        }
        else
        {
            span.SetTag("tangram.inference_ms", (times.Finished - times.Started).TotalMilliseconds);
        }

        span.SetEndTime(At(times.Ended).UtcDateTime);
    }

    /// <summary>Ends the span.</summary>
    public void Dispose()
    {
        Flowing.Value = null;
        _activity.Dispose();
    }

    private DateTimeOffset At(Instant instant) => _origin + (instant - Instant.Start);
}
