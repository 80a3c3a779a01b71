namespace Tangram.EndToEnd.Tests;

/// <summary>Every server pins its workers to all cores, so two at once would measure each other.</summary>
[CollectionDefinition("one server at a time", DisableParallelization = true)]
public sealed class OneServerAtATime;
