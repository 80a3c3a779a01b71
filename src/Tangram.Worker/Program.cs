using Tangram.Worker;

return WorkerMain.Run(args);
