namespace Tangram.EndToEnd.Tests.Models;

/// <summary>Tests that share one server of models, one after the other.</summary>
[CollectionDefinition("served models", DisableParallelization = true)]
public sealed class ServedModels : ICollectionFixture<ModelServer>;
