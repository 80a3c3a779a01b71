namespace Tangram.Server.Endpoints;

/// <summary>What the log is told of requests that were not answered, over HTTP and over gRPC.</summary>
internal static partial class RequestLog
{
    /// <summary>The server has a fault.</summary>
    [LoggerMessage(20, LogLevel.Error, "Request {RequestId}: {Call} failed by a fault of the server")]
    public static partial void Broke(ILogger logger, string requestId, string call, Exception fault);

    /// <summary>A model or an operator failed on it.</summary>
    [LoggerMessage(21, LogLevel.Warning, "Request {RequestId}: {Call} failed: {Reason}")]
    public static partial void Failed(ILogger logger, string requestId, string call, string reason, Exception? fault);

    /// <summary>It was refused or dropped, or is not as it has to be.</summary>
    [LoggerMessage(22, LogLevel.Debug, "Request {RequestId}: {Call} was turned away: {Reason}")]
    public static partial void TurnedAway(ILogger logger, string requestId, string call, string reason);
}
