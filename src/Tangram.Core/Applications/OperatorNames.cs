namespace Tangram.Core.Applications;

/// <summary>The operators an application file may name, by role.</summary>
public sealed record OperatorNames(IReadOnlyCollection<string> Entries, IReadOnlyCollection<string> Tasks, IReadOnlyCollection<string> Answers);
