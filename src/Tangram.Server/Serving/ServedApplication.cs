using Tangram.Core.Applications;
using Tangram.Operators;
using Tangram.Server.Options;

namespace Tangram.Server.Serving;

/// <summary>What the endpoints serve: an application with its executor and the models of its tasks.</summary>
/// <param name="Bound">The application and its operators.</param>
/// <param name="Executor">Runs requests.</param>
/// <param name="Models">Each task's model by the task's name; tasks the plan leaves out are not served.</param>
/// <param name="Options">The server's options.</param>
internal sealed record ServedApplication(
    BoundApplication Bound, RequestExecutor Executor, IReadOnlyDictionary<string, ServedModel> Models, ServerOptions Options)
{
    /// <summary>The application.</summary>
    public Application Application => Bound.Application;

    /// <summary>The limit of requests that bring none.</summary>
    public TimeSpan LatencyObjective => TimeSpan.FromMilliseconds(Application.Objectives.LatencyMilliseconds);
}
