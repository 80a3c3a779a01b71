namespace Tangram.Scenarios.Serving;

/// <summary>What came of the requests that a tool sent.</summary>
/// <param name="PerSecond">Requests answered, per second.</param>
/// <param name="Count">Requests answered.</param>
/// <param name="Failed">Of them, those not answered with 2xx, and errors of sockets besides.</param>
/// <param name="Milliseconds99">99th percentile of the time to the answer, milliseconds; not a number where the tool does not say.</param>
internal readonly record struct SentRequests(double PerSecond, long Count, long Failed, double Milliseconds99);
