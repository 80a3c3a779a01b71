namespace Tangram.Cli.Loads;

/// <summary>How a request sent by the load generator ended.</summary>
internal enum RequestEnd
{
    /// <summary>Answered within the objective.</summary>
    InTime,

    /// <summary>Answered after it.</summary>
    Late,

    /// <summary>Refused at once, status 503.</summary>
    Refused,

    /// <summary>Accepted and given up later, status 503.</summary>
    Dropped,

    /// <summary>Answered with another error.</summary>
    Failed,

    /// <summary>Never answered: the connection broke or nothing came for a minute.</summary>
    Lost,
}
