using Tangram.Planning.Solvers.Cbc;

return CbcChild.Run(args);
