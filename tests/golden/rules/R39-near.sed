s|Advice is now given within a day|The rate of 16.7 per cent is known within a day|
