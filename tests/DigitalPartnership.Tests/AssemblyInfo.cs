// Hosts share one machine; two at a time keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
