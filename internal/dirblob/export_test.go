package dirblob

// ProblemForTest lets a test see how an error of the system is told.
var ProblemForTest = problem
