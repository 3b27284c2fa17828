s|Advice is now given within a day|The 1,049 burglaries are known within a day|
