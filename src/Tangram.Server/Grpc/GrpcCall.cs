using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Tangram.Core.Time;
using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Grpc;

/// <summary>A call that is under way: its messages, and the time it has left.</summary>
internal sealed class GrpcCall : IDisposable
{
    // What requests over HTTP may ask for at most. Longer limits are as good as none, and fit no timer.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);

    private readonly HttpContext _context;
    private readonly GrpcServing _serving;
    private readonly TimeSpan? _timeout;
    private readonly CancellationTokenSource? _expiry;
    private readonly CancellationTokenRegistration _aborted;

    /// <summary>Begins a call.</summary>
    /// <exception cref="GrpcException">Its headers ask for what is not known, or its time is up already.</exception>
    public GrpcCall(HttpContext context, GrpcServing serving)
    {
        (_context, _serving, ArrivedAt) = (context, serving, serving.Service.Now);
        var headers = context.Request.Headers;
        Requests = new GrpcFrameReader(context.Request.BodyReader, GrpcEncoding.Find(headers["grpc-encoding"]), serving.Limits.MaxMessageBytes);
        Cancellation = context.RequestAborted;
        if (headers["grpc-timeout"] is not [{ } text, ..])
        {
            return;
        }

        _timeout = GrpcText.ReadTimeout(text);
        if (_timeout <= TimeSpan.Zero)
        {
            throw new GrpcException(GrpcCode.DeadlineExceeded, "the time that grpc-timeout gives was up when the call came");
        }

        if (_timeout <= LongestLimit)
        {
            _expiry = new CancellationTokenSource(_timeout.Value, serving.Time);
            _aborted = Cancellation.UnsafeRegister(static expiry => ((CancellationTokenSource)expiry!).Cancel(), _expiry);
            Cancellation = _expiry.Token;
        }
    }

    /// <summary>Carries the call out.</summary>
    public IInferenceService Service => _serving.Service;

    /// <summary>How much a client may ask for.</summary>
    public GrpcLimits Limits => _serving.Limits;

    /// <summary>The clock.</summary>
    public TimeProvider Time => _serving.Time;

    /// <summary>Where faults of ours are told.</summary>
    public ILogger Logger => _serving.Logger;

    /// <summary>The server stops: streams take nothing more.</summary>
    public CancellationToken Stopping => _serving.Stopping;

    /// <summary>Traces requests; null where nobody asked for that.</summary>
    public RequestTracing? Tracing => _serving.Tracing;

    /// <summary>What came with it.</summary>
    public IHeaderDictionary Headers => _context.Request.Headers;

    /// <summary>When it came.</summary>
    public Instant ArrivedAt { get; }

    /// <summary>Its messages.</summary>
    public GrpcFrameReader Requests { get; }

    /// <summary>The client went away, or its time is up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What the log calls it.</summary>
    public string RequestId => Endpoints.RequestId.Of(_context);

    /// <summary>Whether its time is up.</summary>
    public bool IsExpired => _expiry is { IsCancellationRequested: true } && !_context.RequestAborted.IsCancellationRequested;

    /// <summary>Whether something was answered.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>How much time it gives a request that came at an instant; null where it has no limit.</summary>
    public TimeSpan? LimitAt(Instant instant)
    {
        if (_timeout is not { } timeout)
        {
            return null;
        }

        var left = timeout - (instant - ArrivedAt);
        return left > LongestLimit ? LongestLimit : left > TimeSpan.Zero ? left : new TimeSpan(1);
    }

    /// <summary>Its one request is called so by the client, if by anything.</summary>
    public void Note(string id) => Endpoints.RequestId.Note(_context, id);

    /// <summary>The messages may be any time apart.</summary>
    public void TakeTime() => _context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;

    /// <summary>Writes an answer; it goes out at the call's end, or with <see cref="FlushAsync"/>.</summary>
    public void Write(IMessage message)
    {
        PipeWriter to = _context.Response.BodyWriter;
        HasWritten = true;
        var header = to.GetSpan(GrpcFrame.HeaderBytes);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)message.CalculateSize());
        to.Advance(GrpcFrame.HeaderBytes);
        message.WriteTo(to);
    }

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync() => await _context.Response.BodyWriter.FlushAsync(Cancellation);

    public void Dispose()
    {
        _aborted.Dispose();
        _expiry?.Dispose();
    }
}
